"""What a fact about a business may be about, in Spanish: how to name it, and plain truths about it."""

TOPICS: dict[str, dict[str, tuple[str, ...]]] = {
    "terrace": {
        "thing": ("su terraza", "su espacio al aire libre"),
        "thing_informal": ("vuestra terraza", "vuestro espacio al aire libre"),
        "the_thing": ("la terraza", "la zona al aire libre"),
        "truths": (
            "Una terraza llena parece fácil, pero detrás hay sombra, turnos y muchas idas y venidas.",
            "Con el buen tiempo, la gente decide en la misma calle dónde sentarse.",
            "Las mesas de fuera dependen del cielo y piden un plan para cada día.",
            "Cuando se abre la terraza, conviene que el barrio se entere pronto.",
        ),
    },
    "family": {
        "thing": ("su empresa familiar", "su tradición familiar"),
        "thing_informal": ("vuestra empresa familiar", "vuestra tradición familiar"),
        "the_thing": ("la empresa familiar", "la tradición familiar"),
        "truths": (
            "En una empresa familiar, las decisiones se toman también en la mesa de la cocina.",
            "La historia de una familia da confianza, siempre que alguien la cuente.",
            "Trabajar en familia une mucho y obliga a repartir bien las tareas.",
            "Un negocio que pasa de una generación a otra tiene que cuidar lo de siempre y pensar en lo nuevo.",
        ),
    },
    "organic": {
        "thing": ("su apuesta por lo ecológico y lo cercano", "su producto ecológico y de proximidad"),
        "thing_informal": (
            "vuestra apuesta por lo ecológico y lo cercano",
            "vuestro producto ecológico y de proximidad",
        ),
        "the_thing": ("la apuesta por lo ecológico y lo cercano", "la selección ecológica y de proximidad"),
        "truths": (
            "El producto ecológico y de la zona se valora más cuando se sabe de dónde viene.",
            "Comprar cerca exige hablar con muchos proveedores y planificar por temporadas.",
            "Detrás de lo ecológico hay decisiones que desde fuera no se ven.",
            "Quien cuida el origen de lo que vende tiene algo que explicar.",
        ),
    },
    "homemade": {
        "thing": ("su elaboración propia", "su trabajo artesanal"),
        "thing_informal": ("vuestra elaboración propia", "vuestro trabajo artesanal"),
        "the_thing": ("la elaboración propia", "la producción artesanal"),
        "truths": (
            "Lo hecho en casa lleva más horas de las que nadie imagina.",
            "Elaborar a mano obliga a organizarse muy bien desde primera hora.",
            "La diferencia de lo casero se nota, pero hay que contarla.",
            "Cada receta propia supone pruebas, paciencia y alguien que la mantenga.",
        ),
    },
    "events": {
        "thing": ("su oferta para eventos y grupos", "su servicio para celebraciones"),
        "thing_informal": ("vuestra oferta para eventos y grupos", "vuestro servicio para celebraciones"),
        "the_thing": ("la oferta para eventos y grupos", "la organización de celebraciones"),
        "truths": (
            "Un evento de tres horas puede suponer tres semanas de mensajes y cambios.",
            "Los grupos preguntan mucho, comparan y deciden tarde.",
            "Para que una celebración parezca sencilla, alguien ha pensado en todo.",
            "Las mejores fechas se ocupan pronto si la gente sabe que existen.",
        ),
    },
    "delivery": {
        "thing": ("su servicio a domicilio y para llevar", "su servicio de reparto y recogida"),
        "thing_informal": ("vuestro servicio a domicilio y para llevar", "vuestro servicio de reparto y recogida"),
        "the_thing": ("la entrega a domicilio", "la opción de reparto y recogida"),
        "truths": (
            "Los pedidos a domicilio llegan todos a la vez, y casi siempre a la peor hora.",
            "Entre el mostrador y la puerta de casa pueden pasar muchas cosas.",
            "Un reparto puntual es cuestión de buena coordinación.",
            "Mucha gente pide siempre en el mismo sitio porque no conoce otro.",
        ),
    },
    "booking": {
        "thing": ("su sistema de reservas en línea", "su servicio de cita previa"),
        "thing_informal": ("vuestro sistema de reservas en línea", "vuestro servicio de cita previa"),
        "the_thing": ("la reserva en línea", "la cita previa por internet"),
        "truths": (
            "Reservar a las once de la noche desde el sofá se ha vuelto lo más normal.",
            "Una cita olvidada es una hora que no vuelve.",
            "Para que las reservas funcionen, la agenda tiene que estar siempre al día.",
            "Poder pedir cita por internet ayuda poco si nadie lo sabe.",
        ),
    },
    "courses": {
        "thing": ("su programa de cursos", "su oferta de talleres"),
        "thing_informal": ("vuestro programa de cursos", "vuestra oferta de talleres"),
        "the_thing": ("la oferta de cursos", "la programación de talleres"),
        "truths": (
            "Un curso se prepara mucho antes de que llegue el primer alumno.",
            "Llenar las últimas plazas suele costar más que llenar las primeras.",
            "La gente se apunta con gusto a aprender algo cuando se entera a tiempo.",
            "Fechas, grupos, materiales y avisos: cada taller trae su propia logística.",
        ),
    },
    "new": {
        "thing": ("su reciente apertura", "su nueva etapa"),
        "thing_informal": ("vuestra reciente apertura", "vuestra nueva etapa"),
        "the_thing": ("la reciente apertura", "la nueva etapa"),
        "truths": (
            "Los primeros meses de un negocio están llenos de decisiones pequeñas que no pueden esperar.",
            "Abrir las puertas es una cosa; que la gente lo sepa es otra.",
            "Al principio todo se hace por primera vez, y eso lleva el doble de tiempo.",
            "Un sitio nuevo despierta curiosidad, y la curiosidad hay que aprovecharla pronto.",
        ),
    },
    "award": {
        "thing": ("su premio", "su reconocimiento"),
        "thing_informal": ("vuestro premio", "vuestro reconocimiento"),
        "the_thing": ("la distinción", "la mención recibida"),
        "truths": (
            "Un premio se anuncia en un minuto y se trabaja durante años.",
            "Después de un reconocimiento, las expectativas suben.",
            "Las distinciones sirven de poco guardadas en un cajón.",
            "Cuando llega un galardón, llega también el momento de contarlo bien.",
        ),
    },
    "hiring": {
        "thing": ("su búsqueda de personal", "su oferta de empleo"),
        "thing_informal": ("vuestra búsqueda de personal", "vuestra oferta de empleo"),
        "the_thing": ("la búsqueda de personal", "la oferta de empleo"),
        "truths": (
            "Encontrar a la persona adecuada lleva más tiempo que publicar un anuncio.",
            "Cada puesto vacante lo cubren, mientras tanto, los demás.",
            "Los buenos candidatos también eligen, y se fijan en cómo se les habla.",
            "Incorporar a alguien nuevo pide tiempo justo cuando menos tiempo hay.",
        ),
    },
    "online_shop": {
        "thing": ("su tienda en línea", "su tienda por internet"),
        "thing_informal": ("vuestra tienda en línea", "vuestra tienda por internet"),
        "the_thing": ("la tienda en línea", "la venta por internet"),
        "truths": (
            "Una tienda en línea no cierra nunca, y por eso siempre da trabajo.",
            "Fotos, textos, envíos y devoluciones: vender por internet es un segundo negocio.",
            "En internet, el cliente se va con un solo clic.",
            "Quien compra por la red también quiere sentir que hay alguien al otro lado.",
        ),
    },
    "vegan": {
        "thing": ("su oferta vegana", "su propuesta vegetal"),
        "thing_informal": ("vuestra oferta vegana", "vuestra propuesta vegetal"),
        "the_thing": ("la oferta vegana", "la propuesta vegetal"),
        "truths": (
            "Basta con que una persona del grupo sea vegana para que decida dónde comen todos.",
            "Una buena opción vegetal necesita tanta imaginación como cualquier otra.",
            "Los clientes veganos buscan mucho antes de salir y se recomiendan los sitios entre ellos.",
            "Ofrecer algo vegano es un paso; que se encuentre con facilidad es el siguiente.",
        ),
    },
    "repair": {
        "thing": ("su servicio de reparación", "su taller de reparaciones"),
        "thing_informal": ("vuestro servicio de reparación", "vuestro taller de reparaciones"),
        "the_thing": ("la reparación", "la sección de reparaciones"),
        "truths": (
            "Reparar vuelve a tener sentido para mucha gente, si sabe adónde ir.",
            "Cada avería es distinta, y eso hace difícil prometer plazos.",
            "En un taller de reparaciones, la mitad de las llamadas preguntan lo mismo: si ya está listo.",
            "Alargar la vida de las cosas pide piezas, paciencia y buena organización.",
        ),
    },
    "children": {
        "thing": ("su atención a las familias con niños", "su oferta infantil"),
        "thing_informal": ("vuestra atención a las familias con niños", "vuestra oferta infantil"),
        "the_thing": ("la atención a las familias con niños", "la oferta infantil"),
        "truths": (
            "Donde los niños están a gusto, los mayores se quedan más tiempo.",
            "Pensar en los más pequeños obliga a fijarse en cien detalles.",
            "Las familias planean con antelación y agradecen saber qué van a encontrar.",
            "Entre padres, los buenos sitios corren de boca en boca.",
        ),
    },
    "accessible": {
        "thing": ("su acceso sin escalones", "su entrada accesible"),
        "thing_informal": ("vuestro acceso sin escalones", "vuestra entrada accesible"),
        "the_thing": ("la entrada accesible", "la accesibilidad del local"),
        "truths": (
            "Un solo escalón puede decidir si alguien entra o se queda fuera.",
            "La accesibilidad ayuda a quien va en silla de ruedas y también a quien empuja un carrito.",
            "Quien necesita una entrada sin barreras lo comprueba antes de salir de casa.",
            "Pensar en todos requiere tiempo, y merece la pena explicarlo.",
        ),
    },
}
