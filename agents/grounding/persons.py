"""The people of a business whom its own pages name."""

import re

from agents.grounding.letters import names
from agents.grounding.lexicon import language_of
from agents.grounding.words import Words, fold

_NAME = r"[A-ZÄÖÜÁÉÍÓÚÑ][a-zäöüßáéíóúñ]+(?:-[A-ZÄÖÜ][a-zäöü]+)?"
_PAIR = re.compile(rf"\b({_NAME})(?: ({_NAME}))? (?:and|und|y|e|&) ({_NAME}) ({_NAME})\b")
_FULL = re.compile(rf"\b({_NAME}) ({_NAME})\b")
_ROLE = re.compile(
    r"\b(?i:owners?|founders?|founded by|opened by|run by|led by|chef|master|inhaber(?:in)?|chefin|gründer(?:in)?"
    r"|meister(?:in)?|familie|geführt von|gegründet von|leitung von|dueñ[oa]s?|propietari[oa]s?|fundador(?:a|es)?"
    rf"|fundad[oa] por|abierto por|in \d{{4}} by)[,:]? ({_NAME}(?: {_NAME})?)"
)


def people(text: str, words: Words, city: str) -> set[str]:
    """The folded names of people in a sentence: those after a role, pairs with one surname, and known first names."""
    found = {name for match in _ROLE.findall(text) for name in match.split()}
    listed = names()["first_names"]
    for first, last in _FULL.findall(text):
        if fold(first) in listed:
            found |= {first, last}
    if language_of(words) != "de":
        found |= {name for pair in _PAIR.findall(text) for name in pair if name}
    found |= {name for name in re.findall(_NAME, text) if fold(name) in listed}
    return {fold(name) for name in found} - set(fold(city).split()) - names()["places"]
