"""Text as it was scraped, made fit to be read: no markup, no hidden signs, and nothing that speaks to a program."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from agents.grounding.lexicon import FOLDER, Patterns
from agents.grounding.sentences import sentences
from agents.grounding.words import Words, split
from models.language import links

MOST_CHARACTERS = 20_000
"""Characters that are read of one text; what a business says of itself stands at the top of its pages."""

_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("```", "```"), ("<|", "|>"))
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,400}>")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "tr",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "main",
        "hr",
    ]
)
_ROLE = re.compile(
    r"(?i)^\W{0,6}(system|assistant|user|human|ai|model|developer|tool|function|instrucci\w*|anweisung)\s*[:>\]]"
)
_CODE = re.compile(r"[{}<>\[\]|\\`_=#^~]|\$(?!\s?\d)|::|//|&[a-z#0-9]+;|\*\*|--|@|\w\(['\"\w]|\bwww\.")
_DIGITS = re.compile(r"\d[\d\s()/.\-]{5,}\d")
_SPELT = re.compile(r"(?:\b\w[\s.\-]){5,}")
_LONGEST_WORD = 45


@dataclass(frozen=True)
class Line:
    """A sentence of a page that speaks to people, and its words."""

    text: str
    words: Words


@lru_cache(maxsize=1)
def instructions() -> dict[str, Patterns]:
    """Patterns by list: "takes_over", "to_the_writer", "not_quotable", and the words for "we", "says" and "you"."""
    table = tomllib.loads((FOLDER / "instructions.toml").read_text(encoding="utf-8"))
    return {name: Patterns({name: patterns}) for name, patterns in table.items()}


def lines(text: str) -> list[Line]:
    """The sentences of a scraped text that may be believed, in order.

    Left out are sentences with code, addresses, links or long numbers, sentences that tell a writer or a program what
    to do, and from the first that tries to take over on, all that follows it in this text.
    """
    told = instructions()
    found = []
    for sentence in sentences(_plain(text[:MOST_CHARACTERS])):
        words = split(sentence)
        if _ROLE.match(sentence) or has(told["takes_over"], words):
            break
        if _is_clean(sentence) and not has(told["to_the_writer"], words):
            found.append(Line(sentence, words))
    return found


def has(patterns: Patterns, words: Words) -> bool:
    """Whether any of the patterns stands in a sentence."""
    return next(patterns.find(words.words), None) is not None


def _plain(text: str) -> str:
    for start, end in _HIDDEN:
        text = _without(text, start, end)
    text = _TAG.sub(
        lambda tag: "\n" if tag[2].casefold() in _BLOCKS else " " if tag[2].casefold() == "td" else "", text
    )
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cs"))


def _without(text: str, start: str, end: str) -> str:
    """The text without what stands from each ``start`` to the next ``end``, or to its own end where none follows."""
    kept = []
    position = 0
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    while (begin := folded.find(start, position)) >= 0:
        kept.append(text[position:begin])
        close = folded.find(end, begin + len(start))
        if close < 0:
            return "\n".join(kept)
        position = close + len(end)
    return "\n".join([*kept, text[position:]])


def _is_clean(sentence: str) -> bool:
    if _CODE.search(sentence) or links.links(sentence) or _DIGITS.search(sentence) or _SPELT.search(sentence):
        return False
    if any(len(word) > _LONGEST_WORD for word in sentence.split()):
        return False
    return all(c < "\u0250" or not c.isalpha() for c in sentence)
