"""In which languages a site speaks: what it says of itself, and what its text is written in."""

import re
from collections.abc import Iterable

# The commonest small words of each language, none of them in two rows (own choice from everyday text).
_SMALL_WORDS = {
    "de": "und der die das nicht mit für sie wir ist auf ein eine sich auch bei uns ihre unsere von den dem zum zur",
    "en": "and the of to you our with for your we is are this that from have will be they what which been would",
    "es": "el los las una por con para su más como pero nuestro nuestra usted está son del muy también nuestros desde",
    "fr": "le les des une est dans pour vous nous avec sur notre votre sont pas aux cette chez très être nos",
    "it": "il gli della che di è per nostro sono alla delle nostra degli questo anche più dei nel dal vostra",
    "nl": "het een van voor zijn niet met aan onze ook bij naar wij uw deze worden wordt heeft maar tot",
    "pt": "os não uma com são você nossa nosso mais pelo pela ao dos também seu sua às nossos até",
    "pl": "się nie jest oraz przez które dla nasz nasze przy od jak ich tylko są lub nas być może",
    "tr": "ve bir bu için ile çok olarak daha sizin bizim olan gibi kadar ise değil her biz ya hem",
}  # fmt: skip
_LANGUAGE_OF = {word: code for code, words in _SMALL_WORDS.items() for word in words.split()}
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SCAN = 8_000
_FEWEST, _LEAD = 5, 2.0


def code(tag: str) -> str:
    """The ISO 639-1 code of a language tag (BCP 47): ``de-AT`` gives ``de``; "" for what is none, as ``x-default``."""
    match = _CODE.fullmatch(tag.strip())
    return match.group(1).lower() if match else ""


def region(tag: str) -> str:
    """The country of a language tag, ISO 3166-1: ``de-AT`` gives ``AT``; "" where it names none."""
    match = re.fullmatch(r"[a-z]{2}[-_](?:[a-z]{4}[-_])?([a-z]{2})", tag.strip(), re.IGNORECASE)
    return match.group(1).upper() if match else ""


def written(text: str) -> str:
    """The language that a text is written in, by its small words; "" where too few of them speak for one.

    Told from at least five of them, and twice as many as of any other language.
    """
    counts: dict[str, int] = {}
    for word in _WORD.findall(text[:_LONGEST_SCAN].casefold()):
        if word in _LANGUAGE_OF:
            counts[_LANGUAGE_OF[word]] = counts.get(_LANGUAGE_OF[word], 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _FEWEST:
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _LEAD * ranked[1][1] else ""


def together(declared: str, offered: Iterable[str], text: str) -> list[str]:
    """The codes of a site's languages: that of the text, or else the declared one, then those it is offered in.

    A text that is clearly in another language than the page declares is believed, as templates often declare English.
    """
    first = written(text) or code(declared)
    return list(dict.fromkeys(found for found in (first, *map(code, offered)) if found))
