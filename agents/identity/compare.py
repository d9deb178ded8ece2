"""One pair of leads: what speaks for and against their being one business, and what follows from it."""

from dataclasses import dataclass
from enum import StrEnum

from agents.identity import names, places
from agents.identity.entry import Entry, Normal
from agents.identity.places import Place


class Verdict(StrEnum):
    """``SURE`` may be merged at once, ``DOUBTFUL`` is for a person to decide."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


@dataclass(slots=True)  # Not frozen: it is made for every pair, and a frozen one takes three times as long.
class Findings:
    """What two leads have in common and where they differ.

    ``alike`` is 0 to 100 (see ``names.likeness``); ``distance`` is in metres; ``other_`` is true only where both
    leads say something and nothing of it agrees.
    """

    alike: float
    is_part: bool
    is_nameless: bool
    is_common: bool
    has_title: bool
    place: Place
    distance: float | None
    same_town: bool
    same_phone: bool
    same_email: bool
    same_domain: bool
    other_phone: bool
    other_domain: bool
    other_sector: bool
    same_sector: bool

    @property
    def same_contact(self) -> bool:
        return self.same_phone or self.same_email

    @property
    def is_other_person(self) -> bool:
        """Whether two persons may be meant: with a title, Andrea and Andreas are no typing error."""
        return self.has_title and self.alike < names.SAME_WORDS

    @property
    def is_together(self) -> bool:
        return self.place in (Place.SAME, Place.NEAR)


@dataclass(frozen=True, slots=True)
class Match:
    """Two leads that are or may be one business; ``first`` has the lower id.

    ``score`` orders matches from 0 to 1 and is no probability; ``reasons`` are phrases that a salesperson can read,
    for first, then against.
    """

    first: Entry
    second: Entry
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]

    def sentence(self) -> str:
        """The reasons as one sentence."""
        text = ", ".join(self.reasons)
        return f"{text[:1].upper()}{text[1:]}."


def match(a: Normal, b: Normal) -> Match | None:
    """The verdict on a pair with its reasons, the same whichever comes first; None where they are two businesses."""
    if a.entry.id > b.entry.id:
        a, b = b, a
    found = findings(a, b)
    if found is None:
        return None
    verdict = decide(found)
    if verdict is None:
        return None
    return Match(a.entry, b.entry, verdict, _score(found), tuple(_reasons(found)))


def findings(a: Normal, b: Normal) -> Findings | None:
    """What a pair has in common, or None where neither name nor contact is: most pairs end here, cheaply."""
    same_phone = not a.phones.isdisjoint(b.phones)
    same_email = bool(a.email) and a.email == b.email
    same_domain = not a.domains.isdisjoint(b.domains)
    alike = names.likeness(a.name, b.name)
    if alike < names.PART and not same_phone and not same_email:
        return None
    distance = places.metres(a.address, b.address)
    return Findings(
        alike,
        names.is_part(a.name, b.name),
        not (a.name.words and b.name.words),
        a.name.is_common or b.name.is_common,
        a.name.has_title and b.name.has_title,
        places.compare(a.address, b.address, distance),
        distance,
        places.is_same_town(a.address, b.address),
        same_phone,
        same_email,
        same_domain,
        bool(a.phones) and bool(b.phones) and not same_phone,
        bool(a.site) and bool(b.site) and not same_domain,
        bool(a.sector) and bool(b.sector) and a.sector != b.sector,
        bool(a.sector) and a.sector == b.sector,
    )


def decide(found: Findings) -> Verdict | None:
    """Sure, doubtful or neither; two places are never sure, and two names in one house are not one business."""
    if found.alike >= names.SAME:
        return _of_one_name(found)
    if found.alike >= names.PART:
        return _of_similar_names(found)
    is_one_door = found.is_together or (found.place is Place.BESIDE and found.same_domain)
    is_renamed = is_one_door and found.same_contact and not found.other_sector
    return Verdict.DOUBTFUL if is_renamed else None


def contradicts(a: Normal, b: Normal) -> bool:
    """Whether two leads cannot be in one group: another place, another name, or no contact in common."""
    found = findings(a, b)
    if found is None or found.alike < names.PART:
        return True
    is_elsewhere = found.place in (Place.BESIDE, Place.APART)
    return is_elsewhere or (found.other_phone and found.other_domain and not found.same_email)


def _of_one_name(found: Findings) -> Verdict | None:
    if found.is_together:
        return Verdict.SURE if _is_sure_together(found) else Verdict.DOUBTFUL
    if found.place is Place.UNKNOWN:
        if _is_sure_by_contact(found):
            return Verdict.SURE
        is_likely = found.same_contact or found.same_domain or (found.same_town and not found.is_common)
        return Verdict.DOUBTFUL if is_likely and not found.other_phone else None
    if found.place is Place.BESIDE:
        is_likely = found.same_contact or not (found.other_phone or found.other_domain or found.is_common)
        return Verdict.DOUBTFUL if is_likely else None
    is_likely = found.distance is None and found.same_town and found.same_contact and not found.other_domain
    return Verdict.DOUBTFUL if is_likely else None


def _is_sure_by_contact(found: Findings) -> bool:
    """Whether one name with one contact is enough, where the places cannot be compared."""
    if found.is_other_person or found.other_domain or found.other_phone:
        return False
    return found.same_phone or (found.same_email and found.same_town)


def _is_sure_together(found: Findings) -> bool:
    """Whether one name at one place is enough."""
    if found.is_other_person:
        return False
    if found.same_contact or (found.same_domain and not found.other_phone):
        return True
    if found.other_sector or found.is_common or (found.other_phone and found.other_domain):
        return False
    if found.alike < names.EXACT and (found.other_phone or found.other_domain or not found.same_sector):
        return False
    if found.place is Place.SAME:
        return True
    is_close = found.distance is not None and found.distance <= places.ALONE_M
    return is_close and not (found.other_phone or found.other_domain)


def _of_similar_names(found: Findings) -> Verdict | None:
    if found.is_together:
        is_nearly = found.alike >= names.NEARLY and not found.has_title
        if found.same_contact and is_nearly and not found.other_sector:
            return Verdict.SURE
        speaks_against = found.other_phone or found.other_sector or found.other_domain
        is_likely = found.same_contact or found.same_domain or not speaks_against
        return Verdict.DOUBTFUL if is_likely else None
    is_likely = found.same_contact and found.place in (Place.UNKNOWN, Place.BESIDE)
    return Verdict.DOUBTFUL if is_likely else None


def _score(found: Findings) -> float:
    place = {Place.SAME: 0.2, Place.NEAR: 0.15, Place.BESIDE: 0.05}.get(found.place, 0.0)
    shared = 0.2 * found.same_phone + 0.1 * found.same_email + 0.1 * found.same_domain
    against = 0.1 * (found.other_phone + found.other_domain + found.other_sector)
    return round(max(0.0, 0.4 * found.alike / 100 + place + shared - against), 4)


def _reasons(found: Findings) -> list[str]:
    """The findings in words, what speaks for it first."""
    said = {
        "same phone": found.same_phone,
        "same e-mail address": found.same_email,
        "same website": found.same_domain,
        _name_reason(found): True,
        "same address": found.place is Place.SAME,
        _distance_reason(found): found.distance is not None,
        "addresses that cannot be compared": found.place is Place.UNKNOWN and found.distance is None,
        "but different addresses": found.place in (Place.BESIDE, Place.APART),
        "but different phone numbers": found.other_phone,
        "but different websites": found.other_domain,
        "but different sectors": found.other_sector,
        "but a name that says little": found.is_common,
    }
    return [reason for reason, holds in said.items() if holds]


def _name_reason(found: Findings) -> str:
    if found.is_nameless:
        return "but a name is missing"
    if found.alike >= names.EXACT:
        return "same name"
    if found.is_part and found.alike < names.SAME:
        return "one name is part of the other"
    if found.alike < names.PART:
        return "but different names"
    return f"name {found.alike:.0f} % alike"


def _distance_reason(found: Findings) -> str:
    distance = found.distance or 0.0
    return f"{distance:.0f} m apart" if distance < 1000 else f"{distance / 1000:.1f} km apart"
