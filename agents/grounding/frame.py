"""The greeting, the closing words and the signature of a letter: known words and known names, and nothing else."""

from agents.grounding.grounds import Grounds
from agents.grounding.words import split

_GREETINGS = {
    "en": "dear hello hi hey good morning afternoon evening day greetings to the team at of all everyone everybody "
    "whom it may concern sir madam owner owners manager managers and a warm welcome there folks people crew "
    "staff mr mrs ms",
    "de": "guten gute tag morgen abend hallo moin servus liebes liebe lieber sehr geehrte geehrter geehrtes damen "
    "und herren team von vom bei an das die der den dem inhaber inhaberin leitung alle grüezi zusammen herr "
    "frau leute",
    "es": "hola buenos buenas días tardes noches estimado estimada estimados estimadas querido querida queridos "
    "queridas señor señora señores equipo de del la el a los las todos todas y en dueño dueña propietario "
    "saludos qué tal gente",
}
_CLOSINGS = {
    "en": "kind best warm warmest friendly regards wishes yours sincerely faithfully truly cheers thanks thank you "
    "many and with all the from greetings for reading your time take care sunny looking forward to hearing "
    "reply p s ps",
    "de": "mit freundlichen freundlichem besten herzlichen lieben vielen schönen grüßen gruß grüße viele beste "
    "herzliche liebe schöne es grüßt sie danke dank vielen ihr ihre bis bald und aus von",
    "es": "un cordial saludo saludos cordiales atentamente muy gracias abrazo afectuoso con todo el cariño "
    "cordialmente su los mejores deseos mis hasta pronto por leerme y desde de",
}


def is_greeting(text: str, language: str) -> bool:
    """Whether a line begins as a greeting does and ends as one; names in it must be known ones."""
    words = split(text).words
    begins = words and words[0] in _words(_GREETINGS[language])
    return bool(begins) and text.rstrip()[-1] in ",:!"


def is_frame(text: str, grounds: Grounds) -> bool:
    """Whether a line holds only words of greeting or closing and the names of both sides."""
    words = set(split(text).words)
    names = {grounds.company, grounds.sender, grounds.sender_company, grounds.city}
    words -= {word for name in names for word in split(name).words}
    return any(words <= _words(listed[grounds.language]) for listed in (_GREETINGS, _CLOSINGS))


def _words(listed: str) -> frozenset[str]:
    return frozenset(split(listed).words)
