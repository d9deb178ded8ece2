"""Whether a comment asks for more or for less of what it names: "too formal" and "not formal enough"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from models.language.wish_words import Found, Heard

UP, DOWN, NOT, VERDICT = 1, -1, -2, -3
"""More of it; less of it; a negation, and a verdict on the text as it is, which become less where nothing follows."""

_MORE = {"more": UP, "lack": UP, "less": DOWN}
_AT = {"mention_first": "opening", "mention_last": "ending"}
_STRONG = ("mention", "leave", "replace", *_AT)
_COMPARED = re.compile(r"\w{3,}(?:er|ier|ere|erer|eres|erem|eren)")
_COMPARING = ("short", "long", "warm", "friendly", "plain")
_BLAMED = ("short", "long", "formal", "friendly", "direct", "serious", "modest")
"""Qualities of which a verdict complains: "a bit formal" is too formal, "a bit of fun" is not too much."""


@dataclass(frozen=True)
class Asked:
    """A quality, a fact or a place of the text, and whether more (1) or less (-1) of it is asked for.

    ``is_said`` where it is no complaint, from which the wish was gathered; ``is_open`` where words behind it may turn
    it round ("the rating can go"), as they do not with a fault.
    """

    group: str
    member: str
    direction: int
    is_said: bool = True
    is_open: bool = True


def asked(heard: Heard, inherited: int, known: Callable[[str], str], own: str) -> list[Asked]:
    """What a part of a comment asks for, in order.

    ``known`` gives the known fact that a name means, "" where there is none; ``own`` is a fact of which the part says
    words that are no name. ``inherited`` is the direction of the part before, where only an "and" lies between.
    """
    cues = {one.member for one in heard.found if one.group == "cue"}
    places = [one for one in heard.found if one.group == "place"]
    if "keep" in cues and "not" not in cues:
        return []
    named = [one.member for one in places] + [_AT[cue] for cue in ("mention_first", "mention_last") if cue in cues]
    facts = [one for one in _directed(heard, inherited, own) if one.group == "fact"]
    meant = [(one, one.member if one.member == own else known(one.member)) for one in facts]
    followed = [replace(one, member=name) for one, name in meant if name]
    if followed and _is_about_facts(heard, cues, own):
        return [*followed, *_places(named)]
    if facts and (cues & set(_STRONG)) and not followed:
        return []
    if named:
        return _places(named)
    return [one for one in _directed(heard, inherited, "") if one.group == "quality"]


def _places(named: list[str]) -> list[Asked]:
    return [Asked("place", member, UP) for member in dict.fromkeys(named)]


def _is_about_facts(heard: Heard, cues: set[str], own: str) -> bool:
    """A fact inside another wish ("as friendly as a family") is none to mention."""
    if cues & set(_STRONG):
        return True
    manner = any(one.group in ("quality", "fault", "place") for one in heard.found)
    is_named = any(one.group == "fact" for one in heard.found)
    return not manner and (is_named or bool(cues)) and len(heard.strangers) <= (1 if cues else 0) + (2 if own else 0)


def _directed(heard: Heard, inherited: int, own: str) -> list[Asked]:
    """Every noun of the part with the direction of the cues before it, the last one with those behind it."""
    result: list[Asked] = []
    pending, is_used, last = 0, True, ""
    for one in heard.found:
        if one.group == "cue":
            if one.member == "enough" and result and is_used:
                result[-1] = replace(result[-1], direction=UP)
                continue
            pending, is_used, last = _after(pending if not is_used else 0, one.member), False, one.member
        elif one.group == "fault":
            result.append(Asked("quality", one.member, UP, is_said=False, is_open=False))
            is_used = True
        elif one.group in ("quality", "fact"):
            carried = pending if one.group == "fact" or not is_used else 0
            result.append(_one(one, carried, inherited, result))
            is_used = True
    if own:
        result.append(Asked("fact", own, _settled(pending) or inherited or UP))
    if not is_used and result and result[-1].is_open and (result[-1].group == "fact" or last in ("leave", "lack")):
        result[-1] = replace(result[-1], direction=_settled(pending) or result[-1].direction)
    return result


def _one(one: Found, pending: int, inherited: int, before: list[Asked]) -> Asked:
    is_compared = one.group == "quality" and bool(_COMPARED.fullmatch(one.words)) and one.member in _COMPARING
    if pending == VERDICT and (is_compared or one.member not in _BLAMED):
        pending = UP
    direction = _settled(pending)
    if not direction:
        direction = inherited if inherited and not is_compared else UP
    return Asked(one.group, one.member, direction, is_said=direction == UP)


def _settled(pending: int) -> int:
    return DOWN if pending < 0 else pending


def _after(pending: int, cue: str) -> int:
    """The direction after one more cue: "don't" turns "forget" round, and "mention" too."""
    if cue in _MORE:
        return DOWN if cue == "more" and pending == NOT else _MORE[cue]
    if cue == "not":
        return NOT
    if cue in ("leave", "replace"):
        return UP if pending == NOT else DOWN
    if cue == "mention" or cue in _AT:
        return DOWN if pending in (NOT, DOWN) else UP
    if cue == "by":
        return UP
    if cue == "verdict":
        return pending or VERDICT
    return pending or (UP if cue == "wish" else 0)
