"""What a sentence asks for: "dentists and physiotherapists within 8 km of Freiburg", in English or German."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agents.discovery import distance, place_words, sector_list
from agents.discovery.sector_list import Named
from storage import sectors

LONGEST = 300
_NEAR = (
    r"in and around|in und um|in der nähe von|in der nähe des|in der nähe der|in der umgebung von|im umkreis von|"
    r"in the vicinity of|in the neighbou?rhood of|rund um|rund herum um|around|near(?: to)?|close to|next to|nahe|"
    r"unweit von"
)
_INSIDE = r"in|im|inside|across|throughout|within|aus|at|on|by|of|from|am|an|auf|bei|um|von|about"
_STRONG = frozenset(("in", "im", "inside", "across", "throughout"))
_CONDITION = (
    r"with(?:out)?|w/o|that|which|who|whose|having|but|except|excluding|no|not|mit|ohne|kein(?:e[nrm]?)?|nicht|"
    r"außer|deren|dessen|welche[rsnm]?|die(?=\s+(?:kein|nicht|noch|eine|über|viele|auch|nur|schon|ihr))|"
    r"(?<=,\s)(?:die|der|das|den)"
)
_CUT = re.compile(
    rf"(?P<stop>[;:]|\s[-–]\s)|\b(?:(?P<near>{_NEAR})|(?P<condition>{_CONDITION})|(?P<place>{_INSIDE}))(?=\s|$)",
    re.IGNORECASE,
)
_INNEN = re.compile(r"(?<=\w)(?:[*:_/]-?|(?=I))innen\b", re.IGNORECASE)
_TO_PLACE = ("place", "near")
_LOOSE = ("", " ", ",", ";", "(", ":")


@dataclass(frozen=True)
class Wish:
    """What was understood. ``left`` are the words that were not, in the order they came.

    ``radius_said`` is the distance as it was said where that was not in km; ``is_near`` whether the place's
    surroundings were meant without a distance; ``is_every`` whether every sector was asked for in so many words.
    """

    sectors: tuple[str, ...] = ()
    place: str = ""
    radius_km: float = 0.0
    left: tuple[str, ...] = ()
    radius_said: str = ""
    is_near: bool = False
    is_every: bool = False


@dataclass(frozen=True)
class _Piece:
    """A part of the sentence, the word that leads to it, and what kind of word that is ("" at the start)."""

    kind: str
    lead: str
    text: str


_IS_PLACE = "place"


def read(sentence: str) -> Wish:
    """The sectors, the place and the radius that a sentence names; 0 km where it names none."""
    text = _INNEN.sub("innen", " ".join(sentence[:LONGEST].split())).strip(" .!?\"“”„'")
    reach, text = distance.take(text, "around", ";")
    pieces = _pieces(text, is_strict=True)
    if not any(piece.kind in _TO_PLACE for piece in pieces):
        pieces = _pieces(text, is_strict=False)
    named = _with_loose_place(_named(pieces), pieces, is_lower=text.islower())
    place = next((one.words for one in named if one.slug == _IS_PLACE), "")
    return Wish(
        sectors=tuple(dict.fromkeys(one.slug for one in named if one.slug in sectors.SECTORS)),
        place=place,
        radius_km=reach.km if reach else 0.0,
        left=tuple(one.words for one in named if not one.slug),
        radius_said=reach.said if reach else "",
        is_near=reach is None and any(piece.kind == "near" for piece in pieces) and bool(place),
        is_every=any(one.slug == sector_list.EVERY for one in named),
    )


def _pieces(text: str, *, is_strict: bool) -> list[_Piece]:
    """The sentence, cut where a place or a condition begins or something ends."""
    pieces, kind, lead, start = list[_Piece](), "", "", 0
    for found in _CUT.finditer(text):
        if _cuts(found, kind, text, is_strict=is_strict):
            pieces.append(_Piece(kind, lead, text[start : found.start()]))
            kind, lead, start = found.lastgroup or "", found[0], found.end()
    return [*pieces, _Piece(kind, lead, text[start:])]


def _cuts(found: re.Match[str], kind: str, text: str, *, is_strict: bool) -> bool:
    """Whether a word ends what stands before it; inside a place (Weil *am* Rhein) or a condition few do."""
    if found["stop"] or found["near"]:
        return True
    if found["condition"]:
        return kind != "condition"
    rest = place_words.bare(text[found.end() :])
    if kind in _TO_PLACE or not rest or _begins_with_sector(rest):
        return False
    return place_words.is_name(rest) or text[1:].islower() or (not is_strict and found[0].casefold() in _STRONG)


def _begins_with_sector(text: str) -> bool:
    words = text.split()[:2]
    return any(sectors.of_words(" ".join(words[:size])) != sectors.OTHER for size in (1, 2))


def _named(pieces: Sequence[_Piece]) -> list[Named]:
    """What all pieces name, in their order; the first place is the one that counts."""
    found = list[Named]()
    for piece in pieces:
        has_place = any(one.slug == _IS_PLACE for one in found)
        if piece.kind in _TO_PLACE:
            found += (() if has_place else _places(piece.text)) or _no_place(piece)
        elif piece.kind == "condition":
            condition, _, more = f"{piece.lead} {piece.text}".partition(",")
            found += (*_condition(condition), *sector_list.read(more))
        else:
            found += sector_list.read(piece.text)
    return found


def _places(text: str) -> list[Named]:
    """The place that words name, then what else they hold; nothing where they name none."""
    name, more = place_words.named(text)
    return [Named(name, _IS_PLACE), *(one for words in more for one in sector_list.read(words))] if name else []


def _no_place(piece: _Piece) -> Iterable[Named]:
    said = f"{piece.lead} {piece.text.strip(' ,.')}"
    return [Named(said)] if place_words.is_nowhere(piece.text) else sector_list.read(said)


def _condition(text: str) -> Iterator[Named]:
    """What has to be so of each business: nothing that a search can ask; a sector after an "and" is one to look for."""
    text = " ".join(text.split())
    *before, last = re.split(r"\b(?:and|und|or|(?<!\()oder)\b", text)
    slug = sectors.of_words(last) if before else sectors.OTHER
    said = text if slug == sectors.OTHER else text[: -len(last)].strip().rpartition(" ")[0]
    yield Named(said.strip(" ,.()"))
    if slug != sectors.OTHER:
        yield Named(last.strip(), slug)


def _with_loose_place(named: list[Named], pieces: Sequence[_Piece], *, is_lower: bool) -> list[Named]:
    """Where no word led to a place: the last words after a sector ("Zahnärzte Freiburg"), or those before a colon."""
    if not named or any(one.slug == _IS_PLACE for one in named):
        return named
    first, last = named[0], named[-1]
    has_sector = any(one.slug for one in named[:-1])
    is_name = place_words.is_name(last.words) or (is_lower and last.mark == " ")
    if has_sector and not last.slug and last.mark in _LOOSE and is_name:
        return [*named[:-1], *(_places(last.words) or [last])]
    is_before_colon = first.words == pieces[0].text.strip() and len(pieces) > 1 and place_words.is_name(first.words)
    if not first.slug and (is_before_colon or place_words.is_postcode(first.words)):
        return [*(_places(first.words) or [first]), *named[1:]]
    return named
