"""Portraits in Spanish of the person who reads: what the work is about and what comes first there."""

PORTRAITS: tuple[str, ...] = (
    "Dirige {a_label} y piensa ante todo en <care>.",
    "Lleva {a_label} y tiene siempre presentes <care> y <care>.",
    "Está al frente de {a_label}, donde <care> y <care> se llevan buena parte de la semana.",
    "Trabaja a diario en {a_label} y lee el correo con prisa, entre <care> y <care>.",
    "Cuando abre el ordenador, tiene en la cabeza <care>.",
    "Conoce bien {your_label}, a sus {customers} y sus días buenos y malos.",
    "Tiene a su cargo {a_label} y decide también sobre <care>.",
    "Al final del día todavía piensa en <care>.",
    "Quiere que sus {customers} reciban un buen trato y no pierde de vista <care>.",
    "Desconfía de las promesas grandes y agradece las frases claras, porque bastante tiene ya con <care>.",
    "Tiene poco tiempo: en {a_label}, entre <care> y <care> se va la jornada entera.",
    "Prefiere una propuesta breve que le ayude con <care>.",
)

GROUNDED: tuple[str, ...] = (
    "Le importa <the_thing> y reconoce enseguida a quien se ha informado.",
    "Dedica tiempo a <the_thing> y agradece que se note.",
    "Habla con gusto sobre <the_thing>.",
    "En su trabajo, <the_thing> tiene un peso propio.",
    "Valora más unas líneas sobre <the_thing> que un texto cualquiera.",
    "Para esta persona, <the_thing> no es un asunto menor.",
    "Ve en <the_thing> una oportunidad y también una responsabilidad.",
    "Sabe cuánto trabajo hay detrás de <the_thing>.",
)
