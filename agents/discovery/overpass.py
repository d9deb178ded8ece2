"""Overpass, OpenStreetMap's search for elements: its query language, its slots, and the many ways it fails.

The protocol is that of the OpenStreetMap wiki's pages "Overpass API" and "Overpass API/Overpass QL". Time-outs and
lack of memory come with status 200 and a remark beside some of the elements; a server that is too busy (504) or has
no slot left (429) says so on a page of HTML; ``status`` beside ``interpreter`` tells when a slot is free.
"""

import math
import re
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from agents.discovery import causes, contacts
from agents.discovery.outage import AGAIN, KEPT
from agents.discovery.places import Place
from agents.discovery.service import Answer, CutOff, Service, TooMuch, parsed, refuse_status
from agents.discovery.source import Outcome, Visit
from agents.discovery.tags import KINDS, Element
from agents.discovery.tiles import Box
from storage.errors import Blocked, HandpickedError, RateLimited, Unavailable

TIMEOUT_S = 90
TRIES = 3
LONGEST_WAIT_S = 300.0
_BUSY_WAITS_S = (15.0, 45.0)
_NO_SLOT_S = 30.0
_TICK_S = 0.25
_MARKUP = re.compile(r"<[^>]*>|&[a-z]+;")
_NO_SLOT = re.compile(r"rate_limited|too many requests|please check /api/status", re.IGNORECASE)
_BUSY = re.compile(r"too busy|dispatcher_client|dispatcher has|server load|duplicate_query", re.IGNORECASE)
_FREE_IN = re.compile(r"in (-?\d+) seconds")
_FREE_NOW = re.compile(r"^(\d+) slots? available now", re.MULTILINE)


class Busy(Unavailable):
    """The server has no time at the moment, whatever the question."""


class Stopped(Exception):
    """The search was told to stop while it waited for an answer."""


def question(filters: Iterable[tuple[str, str]], place: Place, radius_km: float, box: Box | None, limit: int) -> str:
    """Overpass QL for every named node, way and relation with one of the tags.

    Looked for is within ``radius_km`` of the place's middle, or else inside its outline or box; and of that only what
    is in ``box`` where one is given. The answer begins with how many there are, so that a shortened one is known.
    """
    opening, where = "", ""
    if radius_km:
        lat, lon = place.middle
        where = f"(around:{radius_km * 1000:.0f},{lat:.7f},{lon:.7f})"
    elif place.is_area:
        opening, where = f"area(id:{place.area})->.place;", "(area.place)"
    else:
        box = box or Box.of(*place.box)
    if box is not None:
        where += f"({box.name})"
    parts = "".join(f'nwr{condition}["name"]{where};' for condition in _conditions(filters))
    return f"[out:json][timeout:{TIMEOUT_S}];{opening}({parts})->.all;.all out count;.all out tags center {limit};"


def _conditions(filters: Iterable[tuple[str, str]]) -> list[str]:
    """One condition a key: each is a walk through the map."""
    values: dict[str, list[str]] = {}
    for key, value in filters:
        values.setdefault(key, []).append(value)
    return [
        f'["{key}"="{several[0]}"]' if len(several) == 1 else f'["{key}"~"^({"|".join(several)})$"]'
        for key, several in values.items()
    ]


Wait = Callable[[float, Callable[[], bool]], None]


def wait(seconds: float, should_stop: Callable[[], bool]) -> None:
    """Let so much time pass. Raises Stopped as soon as told to."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if should_stop():
            raise Stopped
        time.sleep(min(left, _TICK_S))


class Overpass:
    """One Overpass server. Every request is noted in ``visits``, which the caller empties.

    Args:
        service: asks it, one question after the other.
        url: its ``interpreter``.
        wait: lets time pass; replaceable.
    """

    def __init__(self, service: Service, url: str, wait: Wait = wait) -> None:
        self._service, self._url, self._wait = service, url, wait
        self._host = urlsplit(url).netloc
        self._told_pause_s: float | None = None
        self.visits: list[Visit] = []

    def ask(self, question: str, about: str, limit: int, should_stop: Callable[[], bool]) -> list[Element]:
        """The elements that a question asks for, at most ``limit``; ``about`` tells its visits from others.

        A server that is busy or has no slot left is asked again when it says so, and one whose answer was cut off at
        once: three times in all.

        Raises:
            TooMuch: the server gave up on the question, or not the whole answer arrived.
            RateLimited, Blocked, Unavailable: it answers no question at the moment. Stopped: told to stop meanwhile.
        """
        number = 1
        while True:
            try:
                return self._once(question, about, limit, should_stop)
            except (RateLimited, Busy, CutOff) as error:
                if number == TRIES:
                    raise
                self._wait(self._pause(error, number, should_stop), should_stop)
            number += 1

    def _once(self, question: str, about: str, limit: int, should_stop: Callable[[], bool]) -> list[Element]:
        place, size = f"{self._url}#{about}", 0
        self._told_pause_s = None
        try:
            answer = self._service.answer(self._url, {"data": question}, should_stop)
            if answer is None:
                raise Stopped
            size, self._told_pause_s = len(answer.data), answer.pause_s
            found = read(answer, self._host, limit)
        except HandpickedError as error:
            outcome = Outcome.BLOCKED if isinstance(error, Blocked) else Outcome.FAILED
            self.visits.append(Visit(place, outcome, causes.without(place, error.what), size))
            raise
        self.visits.append(Visit(place, Outcome.FETCHED, size=size))
        return found

    def _pause(self, error: HandpickedError, number: int, should_stop: Callable[[], bool]) -> float:
        """Seconds until the next try. Raises the error where that is longer than anyone waits."""
        if isinstance(error, CutOff):
            return 0.0
        told = self._told_pause_s
        if told is None:
            told = self._slot_in(should_stop) if isinstance(error, RateLimited) else _BUSY_WAITS_S[number - 1]
        if told > LONGEST_WAIT_S:
            todo = f"Let it go on in {math.ceil(told / 60)} minutes."
            raise type(error)(error.what, kept=KEPT, todo=todo) from error
        return told

    def _slot_in(self, should_stop: Callable[[], bool]) -> float:
        """When the status page promises a slot; half a minute where it tells nothing."""
        url = urljoin(self._url, "status")
        try:
            answer = self._service.answer(url, None, should_stop)
            if answer is None:
                raise Stopped
            refuse_status(answer, self._host)
        except HandpickedError as error:
            self.visits.append(Visit(url, Outcome.FAILED, causes.without(url, error.what)))
            return _NO_SLOT_S
        self.visits.append(Visit(url, Outcome.FETCHED, size=len(answer.data)))
        return free_in(answer.data.decode("utf-8", "replace"))


def free_in(status: str) -> float:
    """Seconds until a slot is free, as Overpass's status page tells: 0 for at once."""
    now = _FREE_NOW.search(status)
    if now and int(now[1]) > 0:
        return 0.0
    waits = [float(seconds) for seconds in _FREE_IN.findall(status)]
    return max(0.0, min(waits)) + 1.0 if waits else _NO_SLOT_S


def read(answer: Answer, host: str, limit: int) -> list[Element]:
    """The elements of an answer by kind and number. Raises as ``Overpass.ask``."""
    page = _words(answer) if answer.status != 200 or answer.data.lstrip()[:1] == b"<" else ""
    if page:
        _refuse_page(page, host)
    refuse_status(answer, host)
    told = _parsed(answer.data, host)
    remark = " ".join(str(told.get("remark", "")).split()) if isinstance(told, dict) else ""
    if remark:
        _refuse_remark(remark, host)
    listed = told.get("elements") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise Unavailable(
            "OpenStreetMap's search answered without a list of elements.", kept=KEPT, todo="Try again later."
        )
    found = {(one.kind, one.number): one for each in listed if (one := _element(each)) is not None}
    whole = next((total for each in listed if (total := _count(each)) is not None), len(found))
    if len(found) < min(whole, limit):
        raise CutOff(f"OpenStreetMap's search gave {len(found):,} of {whole:,} elements.", kept=KEPT, todo=AGAIN)
    return sorted(found.values(), key=lambda one: (KINDS[one.kind], one.number))[:limit]


def _refuse_page(page: str, host: str) -> None:
    """What Overpass says on a page of HTML, whatever its status. Raises RateLimited or Busy where it says that."""
    if _NO_SLOT.search(page):
        raise RateLimited(f"{host} asks to slow down.", kept=KEPT, todo=AGAIN)
    if _BUSY.search(page) or "timeout" in page.casefold():
        raise Busy(f"{host} is too busy to answer.", kept=KEPT, todo=AGAIN)


def _refuse_remark(remark: str, host: str) -> None:
    """Raises the error that a remark stands for; some only tell how the answer was made."""
    if _NO_SLOT.search(remark):
        raise RateLimited(f"{host} asks to slow down.", kept=KEPT, todo=AGAIN)
    if _BUSY.search(remark):
        raise Busy(f"{host} is too busy to answer.", kept=KEPT, todo=AGAIN)
    if "error" in remark.casefold():
        raise TooMuch(f"OpenStreetMap's search broke off: {remark[:160]}", kept=KEPT, todo="Try a smaller place.")


def _words(answer: Answer) -> str:
    return " ".join(_MARKUP.sub(" ", answer.data[:20_000].decode("utf-8", "replace")).split())


def _parsed(data: bytes, host: str) -> Any:
    text = data.strip()
    if not text:
        raise CutOff(f"{host} gave an empty answer.", kept=KEPT, todo=AGAIN)
    if text[:1] == b"{" and b'"elements"' in text[:5000] and text[-1:] != b"}":
        raise CutOff(f"The answer of {host} ends in the middle.", kept=KEPT, todo=AGAIN)
    return parsed(data, host)


def _count(one: Any) -> int | None:
    if not isinstance(one, dict) or one.get("type") != "count" or not isinstance(one.get("tags"), dict):
        return None
    total = str(one["tags"].get("total", ""))
    return int(total) if total.isdecimal() else None


def _element(one: Any) -> Element | None:
    if not isinstance(one, dict) or one.get("type") not in KINDS:
        return None
    if not isinstance(one.get("id"), int) or not isinstance(one.get("tags"), dict):
        return None
    center = one["center"] if isinstance(one.get("center"), dict) else one
    spot = contacts.position(center.get("lat"), center.get("lon")) or (None, None)
    return Element(one["type"], one["id"], {str(k): str(v) for k, v in one["tags"].items()}, *spot)
