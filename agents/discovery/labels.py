"""Labelled values of a page ("Telefon: 030 ...", a definition list, a table of two columns) as facts."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from agents.discovery import contacts, emails, hours, structured, urls, visible
from agents.discovery.facts import Facts

_LABELS = {
    "name": "name|company|firma|betrieb|empresa|nombre",
    "address": "address|postal address|adresse|anschrift|location|standort|dirección|direccion|domicilio|"
    "so finden sie uns",
    "phone": "phone|telephone|tel|telefon|call us|fon|mobile|mobil|phone number|telefonnummer|teléfono|telefono|móvil|"
    "tfno|rufnummer",
    "email": "e-mail|email|mail|e-mail address|e-mail-adresse|write to us|correo|correo electrónico|correo electronico",
    "website": "website|web|homepage|webseite|web site|internet|página web|sitio web",
    "opening_hours": "opening hours|hours|öffnungszeiten|open|opening times|geöffnet|sprechzeiten|bürozeiten|"
    "ladenöffnungszeiten|business hours|horario|horarios|horario de apertura|horario de atención|"
    "wir haben geöffnet|geschäftszeiten",
    "rating": "rating|bewertung|bewertungen|reviews|stars|valoración|valoraciones",
    "position": "coordinates|position|koordinaten|gps|geo|coordenadas",
    "sector": "category|sector|kategorie|branche|type|line of business|trade|categoría",
    "details": "known for|features|specialities|specialties|services|leistungen|besonderheiten|amenities|angebot|"
    "schwerpunkte|spezialisierung|especialidades|servicios|treatments|behandlungen",
    "description": "description|about|beschreibung|über uns|about us|descripción|sobre nosotros",
    "languages": "languages|languages spoken|sprachen|wir sprechen|idiomas|fremdsprachen",
}
_FIELD_OF_LABEL = {word: field for field, words in _LABELS.items() for word in words.split("|")}
_LANGUAGE_NAMES = {
    "de": "german|deutsch|alemán", "en": "english|englisch|inglés", "es": "spanish|spanisch|español|castellano",
    "fr": "french|französisch|francés", "it": "italian|italienisch|italiano",
    "pt": "portuguese|portugiesisch|portugués",
    "nl": "dutch|niederländisch|neerlandés", "pl": "polish|polnisch|polaco", "ru": "russian|russisch|ruso",
    "tr": "turkish|türkisch|turco", "ar": "arabic|arabisch|árabe", "zh": "chinese|chinesisch|chino",
    "uk": "ukrainian|ukrainisch|ucraniano", "ca": "catalan|katalanisch|catalán", "fa": "persian|farsi|persisch|persa",
    "hr": "croatian|kroatisch|croata", "sr": "serbian|serbisch|serbio", "ro": "romanian|rumänisch|rumano",
    "el": "greek|griechisch|griego", "hu": "hungarian|ungarisch|húngaro", "cs": "czech|tschechisch|checo",
    "ja": "japanese|japanisch|japonés", "ko": "korean|koreanisch|coreano", "vi": "vietnamese|vietnamesisch|vietnamita",
}  # fmt: skip
_CODE_OF_NAME = {name: code for code, names in _LANGUAGE_NAMES.items() for name in names.split("|")}
_MOST_PAIRS = 400


def add_pairs(found: Facts, scope: LexborNode, whole: set[str]) -> None:
    """Values of definition lists and two-column tables; ``whole`` are the addresses that the page shows whole."""
    for label, node in _pairs(scope):
        field = _FIELD_OF_LABEL.get(label.rstrip(": ").casefold(), "")
        if field == "details":
            items = [visible.line(item) for item in node.css("li")]
            found.add_details(items or re.split(r"[,;\n]", visible.lines(node)))
        elif field == "website" and (link := node.css_first("a[href]")) is not None:
            found.add("website", urls.canonical(link.attributes.get("href") or "", found.url))
        elif field:
            _add_value(found, field, visible.lines(node), whole)


def add_lines(found: Facts, text: str, whole: set[str]) -> None:
    """Values of ``Label: value`` lines."""
    for label, value in contacts.labelled(text.split("\n")):
        field = _FIELD_OF_LABEL.get(label.casefold(), "")
        if field and field not in ("details", "description", "name"):
            _add_value(found, field, value, whole)


def add_address(found: Facts, text: str) -> None:
    """The parts of the first postal address in a text."""
    parts = contacts.address(text)
    if parts is not None:
        for name in ("street", "postcode", "city"):
            found.add(name, getattr(parts, name), parts.quote)


def _pairs(scope: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Labels with the element that holds their value."""
    for label in scope.css("dt")[:_MOST_PAIRS]:
        value = label.next
        while value is not None and not value.is_element_node:
            value = value.next
        if value is not None and value.tag == "dd":
            yield visible.line(label), value
    for row in scope.css("tr")[:_MOST_PAIRS]:
        cells = row.css("th, td")
        if len(cells) == 2:
            yield visible.line(cells[0]), cells[1]


def _add_value(found: Facts, field: str, text: str, whole: set[str]) -> None:
    if field == "address":
        add_address(found, text)
    elif field == "email":
        for address, quote in emails.in_text(text):
            found.add("email", address if address in whole else "", quote)
    elif field == "phone":
        found.add("phone", contacts.phone(text), text)
    elif field == "sector":
        sector = structured.sector_of(text)
        found.add("sector", "" if sector == "other" else sector, text)
    elif field == "website":
        found.add("website", urls.written(text), text)
    elif field == "languages":
        codes = (_CODE_OF_NAME.get(word, "") for word in re.findall(r"[^\W\d_]+", text[:400].casefold()))
        found.add_each("languages", ((code, text) for code in codes if code))
    elif field == "opening_hours":
        found.add(field, hours.normalised(text) or "; ".join(text.split("\n")), text)
    elif field in ("rating", "position"):
        _add_numbers(found, field, text)
    else:
        found.add(field, text)


def _add_numbers(found: Facts, field: str, text: str) -> None:
    names = ("rating", "reviews") if field == "rating" else ("lat", "lon")
    values = contacts.rating(text) if field == "rating" else contacts.coordinates(text) or (None, None)
    for name, value in zip(names, values, strict=True):
        found.add_number(name, value, text)
