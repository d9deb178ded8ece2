"""Asking a public data service for JSON: slowly, with a contact, and with its errors put into our words."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from agents.discovery import causes
from agents.discovery.fetch import user_agent
from agents.discovery.outage import KEPT
from agents.discovery.pace import Pace
from storage.errors import BadConfig, Blocked, NotFound, RateLimited, Unavailable

_LATER = "Try again in some minutes."
# All campaigns of the process ask the services in one line, as their policies count the user and not the campaign.
_PACE = Pace()


class TooMuch(Unavailable):
    """The answer was too long, or did not come in time: that to a smaller question may."""


class CutOff(TooMuch):
    """The answer ends in the middle, or there is none."""


@dataclass(frozen=True)
class Answer:
    """What a service sent back, whatever it is. ``pause_s`` is how long it asks to be left alone, None if it does not.

    ``kind`` is the content type in lower case, without parameters.
    """

    status: int
    kind: str
    data: bytes
    pause_s: float | None = None


class Service:
    """One request a second and host, at most ``max_bytes`` and ``total_s`` an answer.

    The addresses are the user's own settings, so they may be on this machine or network. The pace is the process's own
    unless another is given.
    """

    def __init__(
        self,
        contact: str,
        *,
        distance_s: float = 1.0,
        total_s: float = 180.0,
        max_bytes: int = 64_000_000,
        pace: Pace | None = None,
    ) -> None:
        self._agent = user_agent(contact)
        self._distance_s, self._total_s, self._max_bytes = distance_s, total_s, max_bytes
        self._pace = pace or _PACE

    def get(self, url: str, parameters: Mapping[str, str], should_stop: Callable[[], bool]) -> Any:
        """The JSON at an address, or None when told to stop meanwhile. Raises as ``post``."""
        request = httpx.Request("GET", _checked(url), params=parameters, headers=self._headers())
        return self._json(request, should_stop)

    def post(self, url: str, form: Mapping[str, str], should_stop: Callable[[], bool]) -> Any:
        """The JSON that a form is answered with, or None when told to stop meanwhile.

        Raises:
            BadConfig: the address is none. NotFound, RateLimited, Blocked: the service says so, in JSON where nothing
                is there.
            Unavailable: it is down, slow, too talkative, or answers something else than JSON.
        """
        request = httpx.Request("POST", _checked(url), data=form, headers=self._headers())
        return self._json(request, should_stop)

    def answer(self, url: str, form: Mapping[str, str] | None, should_stop: Callable[[], bool]) -> Answer | None:
        """Whatever is answered, of any status, to a form or, without one, to a mere request; None when told to stop.

        A redirect is an answer like any other: where it leads nobody is asked.

        Raises:
            BadConfig: the address is none. TooMuch: too slow, too long, or cut off. Unavailable: it is not reached.
        """
        request = httpx.Request("POST" if form else "GET", _checked(url), data=form, headers=self._headers())
        return self._ask(request, should_stop)

    def _json(self, request: httpx.Request, should_stop: Callable[[], bool]) -> Any:
        answer = self._ask(request, should_stop)
        if answer is None:
            return None
        host = request.url.netloc.decode()
        refuse_status(answer, host)
        return parsed(answer.data, host)

    def _headers(self) -> dict[str, str]:
        return {"User-Agent": self._agent, "Accept": "application/json", "Accept-Encoding": "gzip, deflate"}

    def _ask(self, request: httpx.Request, should_stop: Callable[[], bool]) -> Answer | None:
        host = request.url.netloc.decode()
        self._pace.wait(host, self._distance_s)
        timeout = httpx.Timeout(self._total_s, connect=min(10.0, self._total_s))
        try:
            with httpx.Client(timeout=timeout, trust_env=False) as client:
                response = client.send(request, stream=True)
                try:
                    data = self._body(response, host, should_stop)
                finally:
                    response.close()
        except httpx.ConnectTimeout:
            raise Unavailable(f"{host} cannot be reached.", kept=KEPT, todo="Check the connection.") from None
        except httpx.TimeoutException:
            raise TooMuch(f"{host} did not answer within {self._total_s:g} s.", kept=KEPT, todo=_LATER) from None
        except httpx.RemoteProtocolError as error:
            raise CutOff(f"{host} broke off its answer.", kept=KEPT, todo=_LATER) from error
        except httpx.HTTPError as error:
            raise Unavailable(f"{host} {causes.of(error)}.", kept=KEPT, todo="Check the connection.") from error
        return None if data is None else _answer(response, data)

    def _body(self, response: httpx.Response, host: str, should_stop: Callable[[], bool]) -> bytes | None:
        end, pieces, size = time.monotonic() + self._total_s, list[bytes](), 0
        for piece in response.iter_bytes(65_536):
            size += len(piece)
            pieces.append(piece)
            if size > self._max_bytes:
                raise TooMuch(
                    f"{host} answered with more than {self._max_bytes / 1e6:g} MB.", kept=KEPT, todo="Lower the limit."
                )
            if time.monotonic() > end:
                raise TooMuch(f"{host} did not finish within {self._total_s:g} s.", kept=KEPT, todo=_LATER)
            if should_stop():
                return None
        return b"".join(pieces)


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadConfig(
            f"{url[:100]!r} is not the address of a service.", kept=KEPT, todo="Correct it in the settings."
        )
    return url


def _answer(response: httpx.Response, data: bytes) -> Answer:
    pause = response.headers.get("retry-after", "").strip()
    kind = response.headers.get("content-type", "").split(";")[0].strip().casefold()
    return Answer(response.status_code, kind, data, float(pause) if pause.isdecimal() and len(pause) < 7 else None)


def refuse_status(answer: Answer, host: str) -> None:
    """Raises the error that a status other than 200 stands for, as ``Service.post``."""
    status = answer.status
    if status == 429:
        todo = _LATER if answer.pause_s is None else f"Try again in {answer.pause_s:.0f} s."
        raise RateLimited(f"{host} asks to slow down.", kept=KEPT, todo=todo)
    if status in (401, 403):
        todo = "Check the contact in the settings and its usage policy."
        raise Blocked(f"{host} refuses us ({status}).", kept=KEPT, todo=todo)
    if status in (502, 503, 504):
        raise Unavailable(f"{host} is too busy to answer ({status}).", kept=KEPT, todo=_LATER)
    if status == 404 and "json" in answer.kind:
        raise NotFound(f"{host} has nothing there (404).", kept=KEPT)
    if status != 200:
        raise Unavailable(f"{host} answers with status {status}.", kept=KEPT, todo="Check its address in the settings.")


def parsed(data: bytes, host: str) -> Any:
    """JSON, which must come whole. Raises Unavailable for anything else."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        kind = "a web page" if data.lstrip()[:1] == b"<" else "something"
        raise Unavailable(f"{host} answered with {kind} that is not JSON.", kept=KEPT, todo=_LATER) from None
