"""Two leads in three languages, sentences about them that are made up, and sentences that their evidence carries.

Each piece is written by hand; ``planted`` and ``true`` put every piece to both leads. The rules of
``agents.grounding`` were tuned on these sentences; those of ``held_out.py`` were written afterwards and not tuned on.
"""

from collections.abc import Iterator, Mapping

from agents.grounding.grounds import Grounds
from storage.records import Quote

Pieces = Mapping[str, Mapping[str, tuple[str, ...]]]

_SITE = "https://lead.example/about"
_OFFERS = {
    "en": "an online calendar for small teams",
    "de": "einen Onlinekalender für kleine Teams",
    "es": "un calendario en línea para equipos pequeños",
}
_TRENDS = {
    "en": "interest in coffee in Lindental is up by a fifth this quarter",
    "de": "Das Interesse an Kaffee ist in Lindental um ein Fünftel gestiegen",
    "es": "el interés por el café en Lindental ha subido un quinto este trimestre",
}
_CAFE = {
    "en": "We roast in small batches. Family-run since 1987. Enjoy the evening sun on our terrace. "
    "All our cakes are homemade. "
    "Half of our menu is vegan.",
    "de": "Wir rösten in kleinen Chargen. Ein Familienbetrieb seit 1987. "
    "Genießen Sie die Abendsonne auf unserer Terrasse. "
    "Alle Kuchen sind hausgemacht. Die Hälfte unserer Karte ist vegan.",
    "es": "Tostamos en pequeñas tandas. Un negocio familiar desde 1987. "
    "Disfruta del sol de la tarde en nuestra terraza. "
    "Todas las tartas son caseras. La mitad de nuestra carta es vegana.",
}
_BIKES = {
    "en": "We repair all makes and models. Our workshop mends what others throw away. Open since 2004. "
    "New courses begin every month. The entrance is step-free. You can also buy our products online.",
    "de": "Wir reparieren Fahrräder aller Marken. Unsere Werkstatt gibt alten Rädern ein zweites Leben. "
    "Gegründet 2004. Jeden Monat beginnen neue Kurse. Der Eingang ist stufenlos. Besuchen Sie unseren Onlineshop.",
    "es": "Reparamos bicicletas de todas las marcas. Nuestro taller da una segunda vida a las bicis viejas. "
    "Fundado en 2004. Cada mes empiezan cursos nuevos. La entrada no tiene escalones: es accesible. "
    "Visita nuestra tienda en línea.",
}
_LABELS = {
    "en": (("café", "a café", "cafés", "guests"), ("bike shop", "a bike shop", "bike shops", "customers")),
    "de": (("Café", "Cafés", "Gäste", "Ihr Café"), ("Fahrradladen", "Fahrradläden", "Kundinnen und Kunden")),
    "es": (("cafetería", "cafeterías", "clientes"), ("tienda de bicicletas", "tiendas de bicicletas", "clientes")),
}


def leads(language: str) -> tuple[Grounds, Grounds]:
    """The café and the bike shop, as a draft in the language may speak of them."""
    point = "." if language == "en" else ","
    cafe = (
        Quote("name", "Café Linde", _SITE),
        Quote("rating", f"4{point}6", _SITE),
        Quote("reviews", "212", _SITE),
        Quote("description", _CAFE[language], _SITE),
    )
    bikes = (
        Quote("name", "Radhaus Meyer", _SITE),
        Quote("rating", f"4{point}8", _SITE),
        Quote("reviews", "96", _SITE),
        Quote("description", _BIKES[language], _SITE),
    )
    ours = ("Ann Miller", "Calm Calendars", language)
    first, second = _LABELS[language]
    return (
        Grounds(
            "Café Linde", "Lindental", "Lindental", "cafe", _OFFERS[language], *ours, cafe, first, (_TRENDS[language],)
        ),
        Grounds("Radhaus Meyer", "Talheim", "Talheim", "bicycle", _OFFERS[language], *ours, bikes, second),
    )


def cases(pieces: Pieces, language: str) -> Iterator[tuple[str, str, Grounds]]:
    """Every (kind, sentence, grounds): a piece under "cafe" or "bikes" goes to that lead, any other to both."""
    cafe, bikes = leads(language)
    for kind, sentences in pieces[language].items():
        for sentence in sentences:
            for grounds in {"cafe": (cafe,), "bikes": (bikes,)}.get(kind, (cafe, bikes)):
                yield kind, _filled(sentence, grounds), grounds


def _filled(sentence: str, grounds: Grounds) -> str:
    values = {quote.field: quote.text for quote in grounds.evidence}
    return sentence.format(
        company=grounds.company,
        city=grounds.city,
        offer=grounds.offer,
        label=grounds.label_words[0],
        rating=values["rating"],
        reviews=values["reviews"],
    )


PLANTED: Pieces = {
    "en": {
        "company": ("Dear team at Bella Roma,", "I have been reading about Harrington House for a while."),
        "city": ("Your {label} in Manchester caught my eye.", "There are few places like yours in Hamburg."),
        "staff": ("Your 14 employees must keep you busy.", "With a team of eleven people you have plenty to plan."),
        "branches": ("You now run three branches.", "You have 4 locations in the county."),
        "rating": ("You are rated 4.9 out of 5.", "A rating of 3.2 out of 5 is a good start."),
        "reviews": ("It is wonderful to see 1,250 reviews.", "You have 37 reviews already."),
        "year": ("You have been around since 1952.", "Founded in 2017, your {label} is still young."),
        "award": (
            "Congratulations on winning the city's hospitality prize.",
            "Your gold medal from last autumn is impressive.",
        ),
        "speciality": (
            "I love that you have live music on Fridays.",
            "Your sauna must be popular.",
            "You serve sushi in the evening.",
            "Your gluten-free pizza sounds great.",
        ),
        "person": ("Please give my regards to Mr Harper.", "Giovanni, your owner, surely knows this."),
        "customer": ("Our customers report fewer worries.", "Hundreds of {label} owners already use our tool."),
        "visit": (
            "It was good to meet you last month.",
            "As discussed on the phone, here is our idea.",
            "When I visited your place, I was impressed.",
        ),
        "result": ("We bring you 30 % more bookings.", "Our calendar will double your revenue."),
        "price": ("It costs only €19 a month.", "You get a 20 % discount until Sunday."),
        "guarantee": ("We guarantee that you will be happy.", "You can have your money back at any time."),
        "partnership": (
            "We are an official partner of the chamber of commerce.",
            "We work in partnership with Google.",
        ),
        "trend": ("Demand is up by 45 % this year.", "Demand in your field has doubled."),
        "opening": ("Congratulations on the opening of your second branch.",),
        "country": ("You export to Japan.", "Your Italian-speaking staff is a plus."),
        "superlative": ("You are the oldest {label} in {city}.", "{company} is the most popular place in town."),
        "link": ("See www.calm-deals.example for more.", "Write to me at boss@else.example or call 030 1234567."),
    },
    "de": {
        "company": ("Liebes Team von Bella Roma,", "Ich habe viel über das Restaurant Harrington gelesen."),
        "city": ("Ihr {label} in Hamburg ist mir aufgefallen.", "In München gibt es wenige wie Sie."),
        "staff": ("Ihre 14 Mitarbeiter halten Sie sicher auf Trab.", "Mit elf Angestellten haben Sie viel zu planen."),
        "branches": ("Sie betreiben inzwischen drei Filialen.", "Sie haben 4 Standorte in der Region."),
        "rating": ("Sie sind mit 4,9 von 5 bewertet.", "Eine Bewertung von 3,2 von 5 ist ein guter Anfang."),
        "reviews": ("Wunderbar, dass Sie 1.250 Bewertungen haben.", "Sie haben schon 37 Bewertungen."),
        "year": ("Sie gibt es seit 1952.", "Ihr {label}, gegründet 2017, ist noch jung."),
        "award": (
            "Glückwunsch zum Gastgeberpreis der Stadt, den Sie gewonnen haben.",
            "Ihre Goldmedaille vom letzten Herbst beeindruckt mich.",
        ),
        "speciality": (
            "Ich finde es toll, dass Sie freitags Livemusik haben.",
            "Ihre Sauna ist bestimmt beliebt.",
            "Sie servieren abends Sushi.",
            "Ihre glutenfreie Pizza klingt wunderbar.",
        ),
        "person": ("Grüßen Sie bitte Herrn Harper von mir.", "Ihr Inhaber Giovanni weiß das sicher."),
        "customer": (
            "Unsere Kunden berichten von weniger Sorgen.",
            "Hunderte Betriebe nutzen unseren Kalender bereits.",
        ),
        "visit": (
            "Es war schön, Sie im letzten Monat kennengelernt zu haben.",
            "Wie am Telefon besprochen, kommt hier unsere Idee: wie besprochen.",
            "Bei meinem Besuch war ich beeindruckt von Ihnen.",
        ),
        "result": ("Wir bringen Ihnen 30 % mehr Buchungen.", "Unser Kalender verdoppelt Ihren Umsatz."),
        "price": ("Das kostet nur 19 € im Monat.", "Bis Sonntag bekommen Sie 20 % Rabatt."),
        "guarantee": ("Wir garantieren, dass Sie zufrieden sind.", "Sie erhalten jederzeit Ihr Geld zurück."),
        "partnership": ("Wir sind offizieller Partner der Handelskammer.", "Wir arbeiten in Kooperation mit Google."),
        "trend": (
            "Die Nachfrage ist in diesem Jahr um 45 % gestiegen.",
            "Die Nachfrage in Ihrer Branche hat sich verdoppelt.",
        ),
        "opening": ("Glückwunsch zur Eröffnung Ihrer zweiten Filiale.",),
        "country": ("Sie exportieren nach Japan.", "Ihr italienischsprachiges Team ist ein Plus."),
        "superlative": ("Sie sind das älteste {label} in {city}.", "{company} ist der beliebteste Laden der Stadt."),
        "link": (
            "Mehr unter www.calm-deals.example.",
            "Schreiben Sie an boss@else.example oder rufen Sie 030 1234567 an.",
        ),
    },
    "es": {
        "company": ("Estimado equipo de Bella Roma:", "He leído mucho sobre el restaurante Harrington."),
        "city": (
            "Su {label} en Hamburgo me llamó la atención: en Sevilla hay pocas.",
            "En Barcelona hay pocos como ustedes.",
        ),
        "staff": ("Sus 14 empleados les darán mucho que planificar.", "Con once empleados tienen mucho que organizar."),
        "branches": ("Ya cuentan con tres sucursales.", "Tienen 4 locales en la provincia."),
        "rating": ("Tienen un 4,9 sobre 5.", "Una nota de 3,2 sobre 5 es un buen comienzo."),
        "reviews": ("Es estupendo ver 1.250 reseñas.", "Ya tienen 37 reseñas."),
        "year": ("Llevan en marcha desde 1952.", "Fundada en 2017, su {label} aún es joven."),
        "award": (
            "Enhorabuena por ganar el premio de hostelería de la ciudad que ganaron ustedes.",
            "Su medalla de oro del otoño pasado, un galardón así, impresiona.",
        ),
        "speciality": (
            "Me encanta que tengan música en directo los viernes en su local.",
            "Su sauna será muy popular.",
            "Sirven sushi por la noche.",
            "Su pizza sin gluten suena de maravilla.",
        ),
        "person": ("Salude de mi parte al señor Harper.", "Giovanni, su dueño, seguro que lo sabe."),
        "customer": (
            "Nuestros clientes cuentan que tienen menos preocupaciones.",
            "Cientos de negocios ya usan nuestro calendario.",
        ),
        "visit": (
            "Fue un placer cuando nos conocimos el mes pasado.",
            "Como acordamos por teléfono, aquí va nuestra idea.",
            "Cuando visité su local, me impresionó.",
        ),
        "result": ("Les traemos un 30 % más de reservas.", "Nuestro calendario duplicará sus ingresos."),
        "price": ("Solo cuesta 19 € al mes.", "Hasta el domingo tienen un 20 % de descuento."),
        "guarantee": ("Garantizamos que quedarán contentos.", "Les devolvemos el dinero cuando quieran."),
        "partnership": (
            "Somos socios oficiales de la cámara de comercio.",
            "Trabajamos en colaboración con Google: una alianza con futuro.",
        ),
        "trend": ("La demanda ha subido un 45 % este año.", "La demanda de su sector se ha duplicado."),
        "opening": ("Enhorabuena por la apertura de su segunda sucursal.",),
        "country": ("Exportan a Japón.", "Su personal habla italiano: tienen personal italiano."),
        "superlative": ("Son la {label} más antigua de {city}.", "{company} es el local más popular de la ciudad."),
        "link": ("Más en www.calm-deals.example.", "Escríbanme a boss@else.example o llamen al 030 1234567."),
    },
}

TRUE: Pieces = {
    "en": {
        "both": (
            "Hello {company} team,",
            "I'm writing from Calm Calendars because I read about {company}.",
            "{rating} out of 5 from {reviews} reviews is a fine result.",
            "We offer {offer}.",
            "Would you have ten minutes for a call next week?",
            "Running a business leaves little time for paperwork.",
            "Many owners do their planning late at night.",
            "If it's not for you, just tell me.",
            "Kind regards,\nAnn Miller\nCalm Calendars",
        ),
        "cafe": (
            "You roast in small batches.",
            "Your terrace catches the evening sun.",
            "I liked reading about your outdoor seating.",
            "Your cakes are homemade.",
            "Half of your menu is plant-based.",
            "Your family has run the café since 1987.",
            "As a family business since 1987, you know {city} well.",
            "“We roast in small batches” is a lovely line.",
            "I read that interest in coffee in Lindental is up by a fifth this quarter.",
            "A terrace in the evening sun needs a little planning.",
            "You bake your own cakes, and you have a terrace.",
        ),
        "bikes": (
            "You repair bikes of every make.",
            "Your workshop mends what others throw away.",
            "You have been open since 2004.",
            "You run courses, too.",
            "Every month you start new courses.",
            "Your entrance is step-free.",
            "I saw that wheelchair users can enter your shop.",
            "You sell your products online.",
            "Repairs keep a workshop busy.",
            "Your online shop is open day and night, I suppose.",
            "Courses need a list of names and a calendar.",
        ),
    },
    "de": {
        "both": (
            "Hallo, Team von {company},",
            "Ich schreibe Ihnen von Calm Calendars, weil ich über {company} gelesen habe.",
            "{rating} von 5 bei {reviews} Bewertungen sind ein schönes Ergebnis.",
            "Wir bieten {offer}.",
            "Hätten Sie nächste Woche zehn Minuten für ein Telefonat?",
            "Ein eigener Betrieb lässt wenig Zeit für Papierkram.",
            "Viele planen erst spät am Abend.",
            "Wenn es nicht passt, sagen Sie es mir einfach.",
            "Viele Grüße\nAnn Miller\nCalm Calendars",
        ),
        "cafe": (
            "Sie rösten in kleinen Chargen.",
            "Ihre Terrasse liegt in der Abendsonne.",
            "Über Ihre Plätze im Freien habe ich gern gelesen.",
            "Ihre Kuchen sind hausgemacht.",
            "Die Hälfte Ihrer Karte ist pflanzlich.",
            "Ihre Familie führt das Café seit 1987.",
            "Als Familienbetrieb kennen Sie {city} gut.",
            "„Wir rösten in kleinen Chargen“ ist ein schöner Satz.",
            "Die Zahlen zeigen es: Das Interesse an Kaffee ist in Lindental um ein Fünftel gestiegen.",
            "Eine Terrasse will gut geplant sein.",
            "Sie backen Ihre Kuchen selbst und haben eine Terrasse.",
        ),
        "bikes": (
            "Sie reparieren Räder aller Marken.",
            "Ihre Werkstatt gibt alten Rädern ein zweites Leben.",
            "Sie gibt es seit 2004.",
            "Sie bieten auch Kurse an.",
            "Jeden Monat beginnen bei Ihnen neue Kurse.",
            "Ihr Eingang ist stufenlos.",
            "Mir fiel auf, dass Ihr Laden barrierefrei ist.",
            "Sie verkaufen auch online.",
            "Reparaturen halten eine Werkstatt auf Trab.",
            "Ihr Onlineshop hat vermutlich nie zu.",
            "Kurse brauchen Listen und einen Kalender.",
        ),
    },
    "es": {
        "both": (
            "Hola, equipo de {company}:",
            "Les escribo desde Calm Calendars porque he leído sobre {company}.",
            "Un {rating} sobre 5 con {reviews} reseñas es un gran resultado.",
            "Ofrecemos {offer}.",
            "¿Tendrían diez minutos para hablar la semana que viene?",
            "Llevar un negocio deja poco tiempo para el papeleo.",
            "Muchos planifican a última hora de la noche.",
            "Si no les interesa, díganmelo sin más.",
            "Un saludo,\nAnn Miller\nCalm Calendars",
        ),
        "cafe": (
            "Tuestan en pequeñas tandas.",
            "Su terraza recibe el sol de la tarde.",
            "Me gustó leer que tienen mesas al aire libre.",
            "Sus tartas son caseras.",
            "La mitad de su carta es vegetal.",
            "Su familia lleva la cafetería desde 1987.",
            "Como negocio familiar, conocen bien {city}.",
            "«Tostamos en pequeñas tandas» es una frase preciosa.",
            "He leído que el interés por el café en Lindental ha subido un quinto este trimestre.",
            "Una terraza pide un poco de organización.",
            "Hacen tartas caseras y tienen terraza.",
        ),
        "bikes": (
            "Reparan bicicletas de todas las marcas.",
            "Su taller da una segunda vida a las bicis viejas.",
            "Abrieron en 2004.",
            "También imparten cursos.",
            "Cada mes empiezan cursos nuevos en su taller.",
            "Su entrada es accesible.",
            "He visto que se puede entrar en silla de ruedas a su tienda.",
            "Venden también por internet.",
            "Las reparaciones llenan la agenda de un taller.",
            "Su tienda en línea no cierra nunca, supongo.",
            "Los cursos necesitan una lista y un calendario.",
        ),
    },
}
