"""What of a business's name tells it from others, and how alike two names are."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from agents.identity import letters

_SPELLED = re.compile(r"\b(\w)\.\s?(?=\w\b)")  # "e. K.", "S.L." become "eK", "SL"
_CONNECTORS = letters.listed("und and y e et u n")
_LEGAL = letters.listed("gmbh ggmbh mbh ohg gbr kg kgaa ug ltd limited llc llp plc partgmbb sarl slu sau srl")
# Legal forms that are also words or initials: only where they end a name.
_LEGAL_LAST = letters.listed("ag se sa sl sas ek ekfm ekfr ev eg co inc bv nv partg mbb haftungsbeschrankt")
_PLACEHOLDERS = letters.listed("unnamed unbenannt unknown unbekannt anonymous nameless")
_TITLES = letters.listed("dr dres med dent vet prof univ dipl mag priv doz pd mmag phil")
_FILLERS = letters.listed(
    "the der die das den dem am an im in zum zur bei beim fur von vom la el il le les los las de del di da du of at "
    "auf filiale inh inhaber kollegen partner team"
)
_KINDS = {
    "cafe": "cafe caffe coffee kaffee kaffeehaus eiscafe coffeeshop cafes cafeteria kaffeerosterei",
    "restaurant": "restaurant ristorante restaurante trattoria osteria pizzeria gaststatte wirtshaus gasthaus gasthof "
    "taverne taverna bistro imbiss steakhouse",
    "bar": "bar pub lounge cocktailbar weinbar pilsbar sportsbar kneipe",
    "hotel": "hotel pension hostel gastehaus",
    "bakery": "backerei konditorei bakery backshop backstube panaderia",
    "pharmacy": "apotheke pharmacy farmacia",
    "doctor": "praxis arztpraxis hausarztpraxis gemeinschaftspraxis praxisgemeinschaft privatpraxis hausarzt hausarzte "
    "arzt arztin arzte facharzt facharztin allgemeinmedizin internist doctor doctors medizin",
    "dentist": "zahnarzt zahnarztin zahnarzte zahnarztpraxis dentist zahnmedizin kieferorthopade dental",
    "physiotherapist": "physiotherapie physio krankengymnastik",
    "gym": "fitness fitnessstudio gym studio training club",
    "supermarket": "supermarkt markt market biomarkt getrankemarkt",
    "hairdresser": "friseur friseursalon frisor coiffeur haarstudio salon peluqueria barbershop",
    "shop": "shop store laden kiosk",
}
_KIND_OF = {word: kind for kind, listed in _KINDS.items() for word in listed.split()}

EXACT, SAME_WORDS, SAME, NEARLY, PART = 100.0, 97.0, 92.0, 88.0, 80.0
"""Likeness from which names are one, one but for common words, one with a typing error, nearly one, or perhaps one."""
_MISTYPED, _MISTYPED_SHORT, _MOST_UNLIKE = 95.0, 90.0, 91.0
_OTHER_KIND, _OTHER_NUMBER = 84.0, 79.0
_FEWEST_LETTERS, _FEWEST_MISTYPED, _LONG = 3, 4, 8


@dataclass(slots=True)  # As quick to make as ``entry.Normal``, which holds it.
class Name:
    """A name's words, in order and without legal forms.

    ``core`` are the words that tell it from its neighbours (all of them, where every word is a common one), sorted;
    ``kinds`` the lines of business that it names; ``numbers`` its figures; ``has_title`` whether a person is named
    with a title; ``is_common`` whether no word of it tells it from others of its line ("Hausarztpraxis").
    ``line`` is all words sorted, ``key`` the core's letters sorted by word, ``plain`` in the name's order.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    kinds: frozenset[str]
    numbers: frozenset[str]
    has_title: bool
    is_common: bool
    line: str
    key: str
    plain: str


def name(text: str, city: str = "") -> Name:
    """A name in its normal form; its own city's words count as common ones, a placeholder as no name."""
    listed = _without_legal([word for word in letters.words(_SPELLED.sub(r"\1", text)) if word not in _CONNECTORS])
    if not listed or listed[0] in _PLACEHOLDERS:
        listed = []
    common = _common(city)
    core = [word for word in listed if word not in common and word not in _KIND_OF]
    # A single letter is an initial or the rest of a title: it tells nobody apart.
    strong = [word for word in core if len(word) > 1 or word.isdigit()] or core or listed
    return Name(
        tuple(listed),
        tuple(sorted(strong)),
        frozenset(_KIND_OF[word] for word in listed if word in _KIND_OF),
        frozenset(word for word in listed if word.isdigit()),
        any(word in _TITLES for word in listed),
        not core,
        " ".join(sorted(listed)),
        "".join(sorted(strong)),
        "".join(strong),
    )


@lru_cache(maxsize=10_000)
def _common(city: str) -> frozenset[str]:
    return _FILLERS | _TITLES | frozenset(letters.words(city))


def likeness(a: Name, b: Name) -> float:
    """How alike two names are, 0 to 100; 0 where one has none.

    100 is the same words in any order and spelling. Names whose figures differ, whose lines of business differ
    ("Hotel Post", "Café Post"), or of which one only adds words to the other stay below ``SAME``.
    """
    if not a.words or not b.words:
        return 0.0
    if a.line == b.line or "".join(a.words) == "".join(b.words):
        alike = EXACT
    elif a.key == b.key or a.plain == b.plain:
        alike = SAME_WORDS
    else:
        alike = _spelling(a, b)
    if a.numbers != b.numbers:
        return min(alike, _OTHER_NUMBER)
    if a.kinds and b.kinds and not a.kinds & b.kinds:
        return min(alike, _OTHER_KIND)
    return alike


def _without_legal(listed: list[str]) -> list[str]:
    """The words without legal forms; a name that is nothing else stays."""
    kept = [word for word in listed if word not in _LEGAL]
    while len(kept) > 1 and kept[-1] in _LEGAL_LAST:
        kept.pop()
    return kept or listed


def _spelling(a: Name, b: Name) -> float:
    """Likeness of names whose core is not the same: by the core's letters, since common words hide a difference."""
    if is_mistyped(a.plain, b.plain) or _has_mistyped_words(a, b):
        return _MISTYPED if min(len(a.key), len(b.key)) >= _LONG else _MISTYPED_SHORT
    alike = max(fuzz.ratio(a.key, b.key, score_cutoff=PART), fuzz.ratio(a.plain, b.plain, score_cutoff=PART))
    return max(min(alike, _MOST_UNLIKE), NEARLY if is_part(a, b) else 0.0)


def is_mistyped(a: str, b: str) -> bool:
    """Whether one typing error (a letter missing, added, changed or swapped; in long words two) makes one the other."""
    shorter = min(len(a), len(b))
    if shorter < _FEWEST_MISTYPED or abs(len(a) - len(b)) > 2:
        return False
    most = 2 if shorter > _LONG else 1
    return OSA.distance(a, b, score_cutoff=most) <= most


def _has_mistyped_words(a: Name, b: Name) -> bool:
    """Whether the words that only one name has are the other's with typing errors: "Nord" and "Süd" are not."""
    only_a, only_b = sorted(set(a.core) - set(b.core)), sorted(set(b.core) - set(a.core))
    if not only_a or len(only_a) != len(only_b):
        return False
    return all(any(is_mistyped(word, other) for other in only_b) for word in only_a)


def is_part(a: Name, b: Name) -> bool:
    """Whether every telling word of one name stands in the other's."""
    few, many = sorted((set(a.core), set(b.core)), key=len)
    return len(few) < len(many) and few <= many and sum(map(len, few)) >= _FEWEST_LETTERS
