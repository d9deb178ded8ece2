"""What a comment on a draft asks for, in English, German or Spanish, in the things the starter writer can do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.language.starter_words import fact_names
from storage.records import LANGUAGES

CHIPS = (
    "shorter",
    "warmer",
    "less salesy",
    "more formal",
    "another opening",
    "mention the rating",
    "mention the trend",
    "mention the detail",
)
"""Comments that are always understood (a mention only where the fact is known)."""

_LESS = re.compile(
    r"\b(less|not|too|no|don't|do not|without|fewer|tone down|drop|weniger|nicht|zu|ohne|keine?|menos|sin|demasiado)\b"
)
_QUALITIES: tuple[tuple[str, tuple[str, str] | None, tuple[str, str] | None], ...] = (
    (
        r"short\w*|brief(er)?|concise|trim\w*|tighten|cut (it )?down|kurz|kürz\w*|knapp\w*|straff\w*|cort[oa]s?|breves?"
        r"|brevedad|acort\w+|resum\w+|recort\w+",
        ("length", "short"),
        ("length", "normal"),
    ),
    (
        r"long(er)?|more detail|expand|lang|länger|ausführlich\w*|larg[oa]|alarg\w+|más detalle|extens[oa]",
        ("length", "normal"),
        ("length", "short"),
    ),
    (
        r"formal\w*|polite(r)?|förmlich\w*|seriös\w*|formal(es)?|serio",
        ("tone", "formal"),
        ("tone", "friendly"),
    ),
    (
        r"friendl(y|ier)|casual|relaxed|freundlich\w*|locker\w*|amable|amistos\w+|simpátic\w+",
        ("tone", "friendly"),
        ("tone", "formal"),
    ),
    (r"direct\w*|to the point|blunt|direkt\w*|auf den punkt|al grano", ("tone", "direct"), ("tone", "friendly")),
    (
        r"enthusias\w+|energy|energetic|lively|excited|begeister\w+|schwung\w*|lebendig\w*|entusias\w+|energía|alegre",
        ("tone", "enthusiastic"),
        ("tone", "modest"),
    ),
    (
        r"playful\w*|humou?r\w*|funn(y|ier)|witt(y|ier)|verspielt\w*|witzig\w*|humorvoll\w*|divertid[oa]|graci\w+|gracia",
        ("tone", "playful"),
        ("tone", "formal"),
    ),
    (
        r"modest\w*|humble\w*|reserved|bescheiden\w*|zurückhaltend\w*|modest[oa]|humilde|discret[oa]",
        ("tone", "modest"),
        ("tone", "direct"),
    ),
    (
        r"warm\w*|kind(er)?|personal|nicer|wärm\w+|herzlich\w*|persönlich\w*|netter|cálid[oa]|cercan[oa]|cariñ\w+",
        ("style", "warm"),
        ("style", "plain"),
    ),
    (
        r"salesy|pushy|hype|advertis\w+|sales pitch|werblich\w*|werbung|aufdringlich\w*|reißerisch\w*|verkäuferisch\w*"
        r"|comercial|publicitari[oa]|publicidad|insistente|agresiv[oa]",
        ("style", "plain"),
        ("style", "plain"),
    ),
    (
        r"plain(er)?|soft(er)?|calm(er)?|simple(r)?|schlicht\w*|sachlich\w*|ruhig\w*|sencill[oa]|tranquil[oa]",
        ("style", "plain"),
        None,
    ),
)
"""Words for a quality; the control to set where more of it is asked for, and where less of it is."""

_ANOTHER = re.compile(
    r"\b(opening|beginning|begin|start|ending|end|close|closing|subject|headline|einstieg|anfang\w*|beginn\w*|schluss"
    r"|ende\w*|betreff\w*|comienzo|principio|empie\w+|final|cierre|asunto)\b"
)
"""Parts that another version is asked of; the words themselves tell the writer which."""

_MENTION = re.compile(
    r"\b(mention\w*|name|refer to|talk about|say something about|include|use|add|bring up|work in|erwähn\w*|nenn\w*"
    r"|sprich|geh auf|einbau\w*|aufnehmen|aufgreif\w*|mencion\w+|nombr\w+|habl\w+|incluy\w+|incluir|cit\w+|añad\w+)\b"
)
_LEAVE_OUT = re.compile(
    r"\b(not|don't|do not|without|drop|leave out|skip|avoid|remove|cut|take out|lose|nicht|ohne|weglassen|weg"
    r"|streich\w*|raus|entfern\w*|sin|quit\w+|omit\w+|elimin\w+|no|fuera|sobra)\b"
)
_PARTS = re.compile(r"[,.;!\n]+|\b(?:and|but|und|aber|pero)\b")
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
"""Letters at the beginning of two words that make them the same: "terrace" and "terraces", "valoración" and
"valoraciones"."""
_EMPTY_WORDS = frozenset(
    (
        "your", "this", "that", "their", "them", "they", "with", "about", "from", "have", "been", "something",
        "eure", "ihre", "ihren", "deren", "etwas", "über", "vuestro", "vuestra", "sobre", "para", "algo",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What was understood, "" for what was not asked; and the parts of the comment on either side.

    ``ignored`` holds the parts that the starter writer cannot follow: it then just writes another version.
    """

    length: str = ""
    style: str = ""
    tone: str = ""
    mention: str = ""
    leave_out: str = ""
    understood: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def in_words(self) -> str:
        """One or two sentences for the screen, "" for an empty comment."""
        parts = []
        if self.understood:
            parts.append(f"Understood: {', '.join(self.understood)}.")
        if self.ignored:
            parts.append(f"The starter writer may not follow: {', '.join(self.ignored)}.")
        return " ".join(parts)


def understand(comment: str, facts: Mapping[str, str]) -> Wish:
    """Reads a comment part by part; ``facts`` maps the known facts, which it may mention, to their words."""
    wish = Wish()
    for part in (part.strip() for part in _PARTS.split(comment)):
        if not part:
            continue
        changed = _read(part.casefold(), wish, facts)
        if changed is None:
            wish = replace(wish, ignored=(*wish.ignored, part))
        else:
            wish = replace(changed, understood=(*changed.understood, part))
    return wish


def fact_named(comment: str, facts: Mapping[str, str]) -> str:
    """The one of the facts whose names or own words a comment says most, "" where it says none."""
    said = _stems(comment)
    best = max(facts, key=lambda fact: len(said & _stems_of(fact, facts[fact])), default="")
    return best if best and said & _stems_of(best, facts[best]) else ""


def _read(part: str, wish: Wish, facts: Mapping[str, str]) -> Wish | None:
    fact = fact_named(part, facts)
    if fact and _LEAVE_OUT.search(part):
        return replace(wish, leave_out=fact)
    if fact and _MENTION.search(part):
        return replace(wish, mention=fact)
    for words, more, less in _QUALITIES:
        if re.search(rf"\b({words})\b", part):
            setting = less if _LESS.search(part) else more
            return _set(wish, *setting) if setting else None
    return wish if _ANOTHER.search(part) else None


def _set(wish: Wish, control: str, value: str) -> Wish:
    change: dict[str, Any] = {control: value}
    return replace(wish, **change)


def _stems_of(fact: str, words: str) -> set[str]:
    return _stems(" ".join([words, *(name for language in LANGUAGES for name in fact_names(language, fact))]))


def _stems(text: str) -> set[str]:
    words = (word for word in _WORD.findall(text.casefold()) if len(word) > 3 and word not in _EMPTY_WORDS)
    return {word[:_STEM] for word in words if not _MENTION.fullmatch(word)}
