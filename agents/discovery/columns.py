"""Which column of a list holds what: by its heading in English, German or Spanish, else by what its cells look like."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

# Headings, folded by ``_fold``, best first; ``address`` is a whole address and ``position`` both coordinates in one.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        "company name", "business name", "firmenname", "firma", "company", "business", "unternehmen", "betrieb",
        "nombre de la empresa", "nombre comercial", "razon social", "empresa", "negocio", "name", "nombre",
        "organisation", "organization", "account name", "title", "kunde", "cliente", "bezeichnung", "denominacion",
    ),
    "email": (
        "email", "e mail", "mail", "email address", "e mail address", "e mail adresse", "mailadresse",
        "correo electronico", "correo",
    ),
    "phone": (
        "phone", "telephone", "telefon", "telefono", "tel", "phone number", "telefonnummer", "rufnummer",
        "numero de telefono", "mobile", "mobil", "movil", "celular",
    ),
    "website": (
        "website", "web", "url", "homepage", "webseite", "internet", "web site", "domain", "internetseite",
        "sitio web", "pagina web",
    ),
    "street": ("street", "strasse", "str", "street address", "strasse und hausnummer", "strasse hausnummer", "calle"),
    "housenumber": ("housenumber", "house number", "hausnummer", "hausnr", "hnr", "street number", "nr", "portal"),
    "postcode": ("postcode", "postal code", "zip", "zip code", "plz", "postleitzahl", "codigo postal", "cp"),
    "city": (
        "city", "town", "ort", "stadt", "place", "municipality", "wohnort", "gemeinde", "ciudad", "poblacion",
        "localidad", "municipio",
    ),
    "country": ("country", "land", "staat", "country code", "pais"),
    "address": (
        "address", "adresse", "anschrift", "direccion", "domicilio", "full address", "postal address", "location",
    ),
    "sector": (
        "sector", "category", "branche", "kategorie", "categoria", "industry", "type of business", "actividad",
        "rubro", "amenity",
    ),
    "description": (
        "description", "beschreibung", "descripcion", "about", "summary", "info", "kurzbeschreibung", "notes", "notas",
    ),
    "opening_hours": ("opening hours", "offnungszeiten", "oeffnungszeiten", "hours", "horario", "horarios"),
    "rating": ("rating", "bewertung", "stars", "sterne", "score", "valoracion", "puntuacion", "calificacion"),
    "reviews": (
        "reviews", "number of reviews", "review count", "anzahl bewertungen", "bewertungen", "ratings", "resenas",
        "numero de resenas", "opiniones",
    ),
    "details": (
        "known for", "details",
        "features", "specialities", "specialties", "besonderheiten", "tags", "services", "servicios",
        "especialidades", "etiquetas", "categories",
    ),
    "lat": ("lat", "latitude", "breite", "breitengrad", "latitud", "y"),
    "lon": ("lon", "lng", "long", "longitude", "lange", "laenge", "langengrad", "laengengrad", "longitud", "x"),
    "position": ("position", "coordinates", "koordinaten", "coordenadas", "geo", "lat lon", "lat lng", "latlng"),
}  # fmt: skip
_KNOWN = frozenset(heading for field in FIELDS.values() for heading in field)
# Of these a heading may be one word among others ("Telefon (Büro)"); elsewhere that would mislead ("Place of birth").
_LOOSE = ("name", "email", "phone", "website", "postcode", "opening_hours", "description", "reviews", "housenumber")
_PERSON = re.compile(
    r"\b(first|last|contact|user|sur|middle|file|street|city|person|owner|vorname|nachname|ansprechpartner|inhaber"
    r"|contacto|persona|apellidos?|propietario)\b"
)
_SAYS_NOTHING = re.compile(r"|(column|field|feld|spalte|columna|campo|unnamed|f|c|col)? ?(\d+|[a-z])?")
_TITLES = 10
_ENOUGH = 0.8
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")
_WEBSITE = re.compile(r"(?i:https?://\S+|www\.\S+|(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:/\S*)?)")
_PHONE = re.compile(r"(?:\+|00|\(?0)[\d\s()/.–-]{5,22}\d")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}")
_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{3,}")
_STREET = re.compile(r"[^\W\d].{2,60}\s\d{1,4}\s?[a-zA-Z]?(?:\s?[-/]\s?\d{1,4})?")
_WORDS = re.compile(r"[^\W\d][^\d@]{1,60}")
_NAME = re.compile(r".*[^\W\d]{2}.*")
_Column = Sequence[str]


def heading_at(records: Sequence[Sequence[str]]) -> int:
    """Which of the first records is the heading; -1 where the list begins with data."""
    for at, cells in enumerate(records[:_TITLES]):
        if sum(_fold(cell) in _KNOWN for cell in cells) >= 2:
            return at
        if sum(bool(cell.strip()) for cell in cells) > 1:
            break
    first = [cell.strip() for cell in records[0]] if records else []
    is_data = any(pattern.fullmatch(cell) for cell in first for pattern in (_EMAIL, _PHONE, _DEGREES, _WEBSITE))
    return -1 if is_data and not any(_fold(cell) in _KNOWN for cell in first) else 0


def guess_mapping(columns: Sequence[str], rows: Iterable[Mapping[str, str]] = ()) -> dict[str, str]:
    """The likely column of each field of ``FIELDS``; a field without one is left out, no column counts twice.

    Headings count first. ``rows``, of which a few hundred do, tell e-mail addresses, websites and phone numbers where
    no heading names them, and all else where the headings say nothing at all.
    """
    folded = {column: _fold(column) for column in columns}
    guessed: dict[str, str] = {}
    for loosely in (False, True):
        for field in _LOOSE if loosely else FIELDS:
            free = {column: words for column, words in folded.items() if column not in guessed.values()}
            column = _best_column(free, FIELDS[field], loosely=loosely)
            if field not in guessed and column:
                guessed[field] = column
    return _by_content(guessed, folded, list(rows))


def _fold(heading: str) -> str:
    decomposed = unicodedata.normalize("NFKD", heading[:200].casefold().replace("ß", "ss"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = re.sub(r"^(addr|contact|properties|business|company|firmen)[:._]", "", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _best_column(free: Mapping[str, str], headings: tuple[str, ...], *, loosely: bool) -> str:
    for heading in headings:
        for column, words in free.items():
            if words == heading or (loosely and re.search(rf"\b{heading}\b", words) and not _PERSON.search(words)):
                return column
    return ""


def _by_content(
    guessed: dict[str, str], folded: Mapping[str, str], rows: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    texts = {column: [text for row in rows if (text := row.get(column, "").strip())] for column in folded}
    silent = [column for column, words in folded.items() if _SAYS_NOTHING.fullmatch(words)]
    unknown = [column for column, words in folded.items() if not _PERSON.search(words)]
    for field, among, is_kind in (
        ("email", unknown, partial(_is_mostly, _EMAIL)),
        ("website", unknown, partial(_is_mostly, _WEBSITE)),
        ("phone", unknown, partial(_is_mostly, _PHONE)),
        ("postcode", silent, _is_postcode),
        ("street", silent, partial(_is_mostly, _STREET)),
    ):
        _take(guessed, field, among, texts, is_kind)
    _take_position(guessed, silent, texts)
    _take(guessed, "name", silent, texts, _is_name)
    _take(guessed, "city", silent, texts, partial(_is_mostly, _WORDS))
    return guessed


def _take(
    guessed: dict[str, str],
    field: str,
    among: Sequence[str],
    texts: Mapping[str, _Column],
    is_kind: Callable[[_Column], bool],
) -> None:
    """Give the field the first free column whose cells look like it, unless it has one."""
    free = (column for column in among if column not in guessed.values() and texts[column])
    if field not in guessed and (column := next((one for one in free if is_kind(texts[one])), "")):
        guessed[field] = column


def _take_position(guessed: dict[str, str], silent: Sequence[str], texts: Mapping[str, _Column]) -> None:
    """Two columns of degrees: in Europe and the Americas the latitude is the larger number."""
    free = [column for column in silent if column not in guessed.values() and _is_mostly(_DEGREES, texts[column])]
    if len(free) == 2 and not {"lat", "lon"} & guessed.keys():
        guessed["lon"], guessed["lat"] = sorted(free, key=lambda column: _middle(texts[column]))


def _middle(texts: _Column) -> float:
    numbers = sorted(float(text.replace(",", ".")) for text in texts if _DEGREES.fullmatch(text))
    return numbers[len(numbers) // 2]


def _is_mostly(pattern: re.Pattern[str], texts: _Column) -> bool:
    return bool(texts) and sum(bool(pattern.fullmatch(text[:300])) for text in texts) >= _ENOUGH * len(texts)


def _is_postcode(texts: _Column) -> bool:
    return _is_mostly(_POSTCODE, texts) and len({len(text) for text in texts}) <= 3


def _is_name(texts: _Column) -> bool:
    return _is_mostly(_NAME, texts) and len(set(texts)) > len(texts) / 2
