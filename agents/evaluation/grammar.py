"""A short list of hard rules that no sound text breaks, in English, German and Spanish."""

import re
from collections.abc import Iterator

from agents.evaluation.texts import core
from models.language.pieces import WritingBrief
from models.language.starter_brief import Kind

_TWICE = re.compile(r"\b([^\W\d_]+) +\1\b", re.IGNORECASE)
_TWICE_IS_FINE = frozenset(("die", "der", "das", "den", "sie", "had", "that", "very", "nos", "knock", "klopf", "toc"))
_SLOT = re.compile(r"[{}]|<[a-z_]+>|◊")
_SPACES = re.compile(r"\S(  +)\S|\s[,.;!?](?:\s|$)|[,;][^\W\d_]")
_LOW_START = re.compile(r"(?<![.\d])[.!?]\s+([a-zäöüáéíóúñ]\w*)")
_SHORT_FORMS = re.compile(
    r"\b(?:z\. ?B|u\. ?a|d\. ?h|e\.g|i\.e|Dr|Mr|Mrs|St|Sr|Sra|bzw|ca|inkl|usw|etc|approx|No|Nr|Co|Inc|Ltd)\.", re.I
)
_ARTICLE = re.compile(r"\b(a|an)\s+([^\W\d_][\w’'-]*)", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
_SOUNDS_AS_CONSONANT = re.compile(r"(?:uni(?!n|m)|use|usu|util|eu|one\b|once|ubi|ure)", re.IGNORECASE)
_SOUNDS_AS_VOWEL = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…:][\"”“’»)]*$")
_POINT = re.compile(r"^\s*(?:[•*–-]|\d+[.)])\s|^\[.*\]$")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("¿", "?"), ("¡", "!"))


def errors(subject: str, body: str, brief: WritingBrief) -> list[str]:
    """Every broken rule with the words that break it; an empty list for a sound text."""
    whole = f"{subject}\n{body}"
    return [*_spelt_out(whole), *_pairs(whole, brief.language), *_ends(body, brief), *_articles(whole, brief.language)]


def _spelt_out(text: str) -> Iterator[str]:
    for twice in _TWICE.finditer(text):
        if twice[1].casefold() not in _TWICE_IS_FINE:
            yield f"a word twice: {twice[0]}"
    for slot in _SLOT.finditer(text):
        yield f"a slot is open: {text[slot.start() : slot.start() + 20]}"
    for space in _SPACES.finditer(text):
        yield f"a space too many or too few: {text[max(0, space.start() - 8) : space.end() + 8]}"
    for start in _LOW_START.finditer(_SHORT_FORMS.sub("", text)):
        yield f"a small letter begins a sentence: {start[0]}"


def _pairs(text: str, language: str) -> Iterator[str]:
    if language == "de":
        if text.count("„") != text.count("“"):
            yield "a quotation mark without its other"
        text = re.sub("[„“”]", "", text)
    for left, right in _PAIRS:
        is_open = text.count(left) > text.count(right) if left in "¿¡" else text.count(left) != text.count(right)
        if is_open:
            yield f"a sign without its other: {left} {right}"
    if language == "es" and re.search(r"(?:^|[.!?:]\s)[^¿?¡!.\n]*\?", text, re.MULTILINE) and "¿" not in text:
        yield "a question without ¿"


def _ends(body: str, brief: WritingBrief) -> Iterator[str]:
    """A line of prose that ends without a stop; points of a list and buttons need none."""
    for line in core(body, brief).splitlines():
        line = line.strip()
        if not line or _POINT.match(line) or (brief.kind == Kind.LANDING and len(line.split()) < 8):
            continue
        if not _ENDS.search(line):
            yield f"no stop at the end: {line[-40:]}"


def _articles(text: str, language: str) -> Iterator[str]:
    if language != "en":
        return
    for found in _ARTICLE.finditer(text):
        article, word = found[1].casefold(), found[2]
        if article == "a" and word.isupper():
            continue
        is_vowel = bool(_SOUNDS_AS_VOWEL.match(word) or (_VOWEL.match(word) and not _SOUNDS_AS_CONSONANT.match(word)))
        if (article == "an") != is_vowel:
            yield f"a or an: {found[0]}"
