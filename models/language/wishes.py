"""What a person's comment on a draft asks for, in the few things that the starter writer can do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

CHIPS = (
    "shorter",
    "warmer",
    "less salesy",
    "more formal",
    "mention the rating",
    "mention the trend",
    "mention the detail",
)
"""Comments that are always understood (a mention only where the fact is known)."""

_LESS = re.compile(r"\b(less|not|too|no|don't|do not|without|fewer|tone down|drop)\b")
_QUALITIES: tuple[tuple[str, tuple[str, str] | None, tuple[str, str] | None], ...] = (
    (r"short(er)?|brief(er)?|concise|trim", ("length", "short"), ("length", "normal")),
    (r"long(er)?|more detail", ("length", "normal"), ("length", "short")),
    (r"formal(ly)?|polite(r)?", ("tone", "formal"), ("tone", "friendly")),
    (r"friendl(y|ier)|casual|relaxed", ("tone", "friendly"), ("tone", "formal")),
    (r"direct|to the point|blunt", ("tone", "direct"), ("tone", "friendly")),
    (r"warm(er|ly)?|kind(er)?|personal|nicer", ("style", "warm"), ("style", "plain")),
    (r"salesy|pushy|hype|advertis\w+", ("style", "plain"), ("style", "plain")),
    (r"plain(er)?|modest|humble|soft(er)?|calm(er)?|simple(r)?", ("style", "plain"), None),
)
"""Words for a quality; the control to set where more of it is asked for, and where less of it is."""

_FACTS = {
    "rating": r"\b(ratings?|reviews?|stars?)\b",
    "trend": r"\b(trends?|interest|demand)\b",
    "detail": r"\bdetails?\b",
}
_MENTION = re.compile(r"\b(mention|name|refer to|talk about|say something about|include|use|add)\b")
_NEGATED = re.compile(r"\b(no|not|don't|do not|without|drop|leave out|skip|avoid|remove)\b")
_PARTS = re.compile(r"[,.;!\n]+|\band\b|\bbut\b")


@dataclass(frozen=True)
class Wish:
    """What was understood, "" for what was not asked; and the parts of the comment on either side.

    ``ignored`` holds the parts that the starter writer cannot follow: it then just writes another version.
    """

    length: str = ""
    style: str = ""
    tone: str = ""
    mention: str = ""
    understood: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def in_words(self) -> str:
        """One or two sentences for the screen, "" for an empty comment."""
        parts = []
        if self.understood:
            parts.append(f"Understood: {', '.join(self.understood)}.")
        if self.ignored:
            parts.append(f"The starter writer cannot follow: {', '.join(self.ignored)}; it writes another version.")
        return " ".join(parts)


def understand(comment: str, facts: Mapping[str, str]) -> Wish:
    """Reads a comment part by part; ``facts`` are the known ones (detail, rating, reviews, trend) it may mention."""
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


def detail_asked(comment: str, details: tuple[str, ...]) -> str:
    """The one of a business's details whose words a comment names most, "" where it names none."""
    words = _words(comment)
    best = max(details, key=lambda detail: len(words & _words(detail)), default="")
    return best if words & _words(best) else ""


def _read(part: str, wish: Wish, facts: Mapping[str, str]) -> Wish | None:
    if _MENTION.search(part):
        fact = "" if _NEGATED.search(part) else _fact_named(part, facts)
        return replace(wish, mention=fact) if fact else None
    for words, more, less in _QUALITIES:
        if re.search(rf"\b({words})\b", part):
            setting = less if _LESS.search(part) else more
            return _set(wish, *setting) if setting else None
    return None


def _set(wish: Wish, control: str, value: str) -> Wish:
    change: dict[str, Any] = {control: value}
    return replace(wish, **change)


def _first(table: Mapping[str, str], part: str) -> str:
    return next((name for name, pattern in table.items() if re.search(pattern, part)), "")


def _fact_named(part: str, facts: Mapping[str, str]) -> str:
    named = _first(_FACTS, part)
    if named in facts:
        return named
    return "detail" if detail_asked(part, (facts.get("detail", ""),)) else ""


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 and not _MENTION.search(word)}
