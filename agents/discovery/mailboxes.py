"""Whose mailbox an address is: the business's, one person's, or somebody else's; and which of several to write to."""

import re
from collections.abc import Collection, Iterable, Sequence

from agents.discovery import domains, emails

ROLE, PERSONAL, UNKNOWN = "role", "personal", ""

# First words of addresses that a business, not a person, answers; best to write to first.
_ROLES = (
    "info", "kontakt", "contact", "hello", "hallo", "hola", "contacto", "office", "mail", "post", "email", "e-mail",
    "buero", "büro", "welcome", "willkommen", "bonjour", "ciao", "moin", "servus", "team", "praxis", "kanzlei",
    "ordination", "empfang", "rezeption", "reception", "recepcion", "frontdesk", "anfrage", "anfragen", "enquiries",
    "enquiry", "inquiries", "inquiry", "zentrale", "sekretariat", "secretary", "administration", "administracion",
    "admin", "service", "kundenservice", "kundendienst", "customerservice", "support", "help", "hilfe", "ayuda",
    "reservierung", "reservierungen", "reservation", "reservations", "reservas", "reserva", "booking", "bookings",
    "buchung", "termin", "termine", "cita", "citas", "appointments", "tisch", "bestellung", "bestellungen", "order",
    "orders", "pedidos", "shop", "store", "laden", "tienda", "verkauf", "vertrieb", "sales", "ventas", "verwaltung",
    "hotel", "restaurant", "cafe", "bar", "salon", "studio", "werkstatt", "backstube", "bakery", "baeckerei",
    "apotheke", "pharmacy", "farmacia", "clinic", "clinica", "dental", "zahnarzt", "events", "event",
    "veranstaltungen", "marketing", "presse", "press", "jobs", "karriere", "bewerbung", "career", "careers",
    "accounting", "buchhaltung", "rechnung", "billing", "datenschutz", "privacy", "dsgvo", "gdpr", "webmaster",
)  # fmt: skip
_RANK_OF_ROLE = {word: rank for rank, word in enumerate(_ROLES)}
# Roles that answer questions of their own only: to be written to after a person.
_ASIDE = frozenset((
    "presse", "press", "jobs", "karriere", "bewerbung", "career", "careers", "accounting", "buchhaltung", "rechnung",
    "billing", "datenschutz", "privacy", "dsgvo", "gdpr", "webmaster",
))  # fmt: skip
# Common given names in German, English and Spanish speaking countries, as local parts show them.
_GIVEN = frozenset((
    "adam", "alba", "albert", "alejandro", "alex", "alexander", "alexandra", "alice", "alina", "alexa", "amelie",
    "amy", "ana", "andrea", "andreas", "andrew", "angela", "angelika", "anja", "anke", "ann", "anna", "anne",
    "annette", "anton", "antonio", "arno", "astrid", "barbara", "bea", "beate", "ben", "benjamin", "bernd", "bettina",
    "birgit", "bob", "boris", "brigitte", "bruno", "carla", "carlos", "carmen", "carolin", "caroline", "carsten",
    "charlotte", "chris", "christa", "christian", "christiane", "christina", "christine", "christoph", "christopher",
    "clara", "claudia", "clemens", "cristina", "daniel", "daniela", "dave", "david", "denise", "dennis", "diana",
    "diego", "dieter", "dirk", "dominik", "dominic", "dora", "doris", "edith", "eduardo", "elena", "elisabeth",
    "elizabeth", "elke", "ellen", "emil", "emily", "emma", "erik", "erika", "ernst", "eva", "fabian", "fatma",
    "felix", "fernando", "florian", "francisco", "frank", "franz", "frederik", "friedrich", "fritz", "gabi",
    "gabriele", "georg", "george", "gerd", "gerhard", "gisela", "greta", "guido", "gustav", "hanna", "hannah",
    "hannes", "hans", "harald", "harry", "heike", "heinz", "helen", "helena", "helga", "helmut", "henrik", "herbert",
    "hermann", "holger", "horst", "hugo", "ines", "ingo", "ingrid", "irene", "iris", "isabel", "isabella", "jack",
    "jakob", "james", "jan", "jana", "jane", "janina", "jasmin", "javier", "jens", "jessica", "jim", "joachim", "joe",
    "johann", "johanna", "johannes", "john", "jonas", "jorge", "jose", "josef", "joseph", "juan", "juana", "judith",
    "julia", "julian", "juliane", "jürgen", "juergen", "jutta", "kai", "karin", "karl", "karla", "karsten", "kate",
    "katharina", "kathrin", "katja", "katrin", "kerstin", "kevin", "klaus", "konrad", "kurt", "lara", "laura", "lea",
    "lena", "leo", "leon", "leonie", "lisa", "louis", "louise", "lucas", "lucia", "luis", "luisa", "lukas", "manfred",
    "manuel", "manuela", "marc", "marco", "marcus", "margarete", "maria", "marie", "marina", "mario", "marion",
    "mark", "markus", "marta", "martha", "martin", "martina", "mary", "mathias", "matthias", "max", "maximilian",
    "mehmet", "melanie", "mia", "michael", "michaela", "miguel", "mike", "miriam", "monika", "moritz", "nadine",
    "natalie", "nico", "nicola", "nicole", "niklas", "nils", "nina", "nora", "norbert", "olaf", "oliver", "olivia",
    "oscar", "oskar", "otto", "pablo", "patricia", "patrick", "paul", "paula", "pedro", "petra", "peter", "philip",
    "philipp", "pia", "rachel", "rafael", "rainer", "ralf", "ramona", "raul", "rebecca", "regina", "reinhard",
    "renate", "rene", "richard", "rita", "robert", "roberto", "robin", "roland", "rolf", "ronald", "rosa",
    "rosemarie", "rudolf", "ruth", "sabine", "sabrina", "sam", "samuel", "sandra", "sara", "sarah", "sascha",
    "sebastian", "sergio", "silke", "silvia", "simon", "simone", "sofia", "sonja", "sophia", "sophie", "stefan",
    "stefanie", "steffen", "stephan", "stephanie", "steve", "susan", "susanne", "sven", "sylvia", "tanja", "tatjana",
    "teresa", "theo", "theresa", "thomas", "tim", "timo", "tina", "tobias", "tom", "tony", "torsten", "ulrich",
    "ulrike", "ursula", "ute", "uwe", "valentin", "vanessa", "vera", "verena", "veronika", "victor", "victoria",
    "viktor", "viktoria", "vincent", "volker", "walter", "werner", "wilhelm", "will", "william", "willi", "wolfgang",
    "yvonne",
))  # fmt: skip
_TITLED = re.compile(r"(?:dr|prof|frau|herr|mr|mrs|ms|sr|sra)[._-]\w")
_TWO_NAMES = re.compile(r"[a-z]{1,20}[._-][a-z]{2,25}(?:-[a-z]{2,25})?")
_FREEMAIL = frozenset((
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de",
    "outlook.com", "outlook.de", "outlook.es", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.co.uk", "live.com",
    "live.de", "yahoo.com", "yahoo.de", "yahoo.es", "yahoo.co.uk", "icloud.com", "me.com", "mac.com", "aol.com",
    "aol.de", "mail.de", "posteo.de", "mailbox.org", "arcor.de", "online.de", "bluewin.ch", "sunrise.ch",
    "hispeed.ch", "aon.at", "chello.at", "a1.net", "telefonica.net", "btinternet.com", "btconnect.com", "sky.com",
    "proton.me", "protonmail.com", "kabelmail.de", "vodafone.de", "vodafonemail.de", "email.de",
))  # fmt: skip
# What stands around the address of somebody else: who built the site, who supervises the trade, who took the pictures.
_OTHERS = re.compile(
    r"web-?\s?(?:design|agentur|entwicklung|development|master)|werbeagentur|(?:web|digital|marketing) agency|"
    r"agencia (?:web|digital)|design(?:ed)? (?:by|von|&)|realisier|"
    r"umsetzung|konzept(?:ion)? (?:und|&|von)|programmier|gestaltet von|hosting|hosted by|powered by|built by|"
    r"created by|website (?:by|von)|diseño|desarrollo web|aufsichtsbehörde|aufsichtführend|ärztekammer|zahnärztekammer|"
    r"landesamt|verbraucherschlichtung|schlichtungsstelle|streitbeilegung|datenschutzbeauftragte|"
    r"data protection officer|delegado de protección|fotograf(?:in|ie)?:|photograph(?:y|s)? by|photo credit|"
    r"bildnachweis|fotos? von|photos? by|supervisory authority",
    re.IGNORECASE,
)

_OWNER = re.compile(
    r"(?:inhaber(?:in)?|geschäftsführer(?:in)?|geschäftsführung|vertreten durch|owner|proprietor|managing director|"
    r"propietari[oa]|gerente|titular|ansprechpartner(?:in)?|contact person)\W{1,4}"
    r"(?:(?i:dr|prof|med|dent|frau|herr|mrs?|ms)\.?\s)*"
    r"((?-i:[A-ZÄÖÜ])[^\W\d_]+(?:[ -](?-i:[A-ZÄÖÜ])[^\W\d_]+){1,2})",
    re.IGNORECASE,
)

Pair = tuple[str, str]
"""An address, and the words that it was read in."""


def kind(address: str, people: Collection[str] = ()) -> str:
    """``ROLE`` where a business answers, ``PERSONAL`` where the local part is a person's name, else ``UNKNOWN``.

    ``people`` are names (each one word, any case) that the page says belong to persons.
    """
    local = address.partition("@")[0].casefold().partition("+")[0]
    words = [word for word in re.split(r"[._\-\d]+", local) if word]
    if not words:
        return UNKNOWN
    if words[0] in _RANK_OF_ROLE or words[-1] in _RANK_OF_ROLE:
        return ROLE
    if _TITLED.match(local) or words[0] in _GIVEN or words[-1] in _GIVEN:
        return PERSONAL
    shop = set(re.split(r"[^a-z]+", domains.label(address)))
    if _TWO_NAMES.fullmatch(local) and len(words) == 2 and not shop & set(words):
        return PERSONAL
    known = {name.casefold() for name in people}
    return PERSONAL if len(words) <= 2 and known & set(words) else UNKNOWN


def best(found: Iterable[Pair], host: str, people: Collection[str] = ()) -> Pair | None:
    """The address to write to: of the host's own domain before others, a role's before a person's, then the first."""
    return min(dict.fromkeys(found), key=lambda pair: rank(pair[0], host, people), default=None)


def rank(address: str, host: str, people: Collection[str] = ()) -> tuple[int, int, int]:
    """How fit an address is to write to; lower is better. ``host`` is the business's own, "" where it has none."""
    words = re.split(r"[._\-\d]+", address.partition("@")[0])
    whose = kind(address, people)
    order = {ROLE: 0, UNKNOWN: 1, PERSONAL: 2}[whose]
    if whose == ROLE and _ASIDE & set(words):
        order = 3
    return _distance(address, host), order, _RANK_OF_ROLE.get(words[0], len(_ROLES)) // 14


def strangers(text: str, host: str) -> set[str]:
    """The addresses of a text that others than the business can be reached at: agencies, authorities, photographers.

    Told by the words shortly before an address, or right behind it; an address of ``host``'s domain is never one.
    """
    found: set[str] = set()
    for match in list(_OTHERS.finditer(text))[:50]:
        window = text[match.start() : match.end() + 160]
        near = [address for address, _ in emails.in_text(f" {window}")][:1]
        found |= {address for address in near if not emails.is_of_host(address, host)}
    return found


def _distance(address: str, host: str) -> int:
    """0 at the business's own domain, 1 at a domain that shares its name, 2 at a free mail service, 3 elsewhere."""
    domain = domains.registered(address)
    if host and emails.is_of_host(address, host):
        return 0 if domain == domains.registered(host) else 1
    mine, theirs = _letters(domains.label(host)) if host else "", _letters(domains.label(address))
    if min(len(mine), len(theirs)) >= 4 and (mine in theirs or theirs in mine):
        return 1
    return 2 if domain in _FREEMAIL else 3


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name)


def names_in(lines: Sequence[str]) -> set[str]:
    """Words that the lines give as names of owners and managers: ``Inhaberin: Anna Schmidt`` gives both."""
    found: set[str] = set()
    for line in lines:
        for match in _OWNER.finditer(line):
            found |= {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", match.group(1))}
    return found
