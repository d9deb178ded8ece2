"""One call through a provider's library: nothing is traced elsewhere, and its errors become ours."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from models.language.chat import Down, Throttled
from storage.errors import Auth, BadConfig, BadInput, HandpickedError, NotAllowed
from storage.records import now

SETTINGS = "Settings, Models"
_QUOTA_CODES = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error")
_KEY_CODES = ("invalid_api_key", "authentication_error")
_NONSENSE = (ValueError, TypeError, KeyError, AttributeError)
_NOT_SENT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "ProxyError")
_LONGEST_QUOTE = 160


def checked(address: str, key: str, *, needs_key: bool) -> str:
    """The address without its last slash; raises BadConfig where address or key cannot be used."""
    host = _host_of(address)
    if not host:
        raise BadConfig(
            "The address of the language model cannot be used: it must name a server, and no user.",
            todo=f"Type one like http://127.0.0.1:8000/v1 under {SETTINGS}.",
        )
    if needs_key and not key:
        raise BadConfig(f"There is no key for {host}.", todo=f"Type one under {SETTINGS}.")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise BadConfig(
            f"The key for {host} holds characters that no key has.",
            todo=f"Copy it again, and type it under {SETTINGS}.",
        )
    return address.rstrip("/")


def _host_of(address: str) -> str:
    """The server that an address names; "" where it is none of the web's, or where a user or password stands in it."""
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in ("http", "https") and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return ""
    return (parts.hostname or "") if is_usable and address.isprintable() and " " not in address else ""


@contextmanager
def calling(library: Any, provider: str, model: str, key: str) -> Iterator[None]:
    """Call a provider's ``library`` inside; LangSmith's tracing stays off whatever the environment says.

    Args:
        library: the module openai or anthropic, whose errors have the same shape.
        key: taken out of whatever the provider's error repeats.
    """
    from langsmith import tracing_context

    try:
        with tracing_context(enabled=False):
            yield
    except library.APIStatusError as error:
        raise of_status(error.status_code, error.body, error.response.headers, provider, model, key) from error
    except library.APIConnectionError as error:
        raise _unreached(error, library, provider) from error
    except (library.APIError, *_NONSENSE) as error:
        raise Down(
            f"{provider} answered with something else than a chat model's answer.",
            may_cost=True,
            todo=f"Check the model's address under {SETTINGS}.",
        ) from error


def of_status(
    status: int, body: object, headers: Mapping[str, str], provider: str, model: str, key: str = ""
) -> HandpickedError:
    """Our error for an HTTP status of 400 and above, by the provider's code and the wait that it asks for."""
    code, said = _said(body, key)
    if status == 402 or code in _QUOTA_CODES or "credit balance" in said.casefold():
        return NotAllowed(
            f"The quota at {provider} is used up.",
            todo=f"Add credit to your account there, or choose another model under {SETTINGS}.",
        )
    if status == 401 or code in _KEY_CODES:
        return Auth(f"{provider} refused the key.", todo=f"Type a valid one under {SETTINGS}.")
    if status == 403:
        return Auth(f"{provider} does not let this key use {model}.", todo=f"Choose another under {SETTINGS}.")
    if status == 404:
        return BadConfig(f"{provider} knows no model {model} at this address.", todo=f"Check both under {SETTINGS}.")
    if status == 429:
        return Throttled(f"{provider} asks us to slow down.", wait_s=wait_of(headers), todo="Go on in a few minutes.")
    if status in (408, 409, 425) or (status >= 500 and status != 501):
        return Down(f"{provider} failed with status {status}.", wait_s=wait_of(headers), todo="Go on in a few minutes.")
    return BadInput(f"{provider} refused the request with status {status}{f': {said}' if said else ''}.")


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After asks for, as a number or as a date (RFC 9110, 10.2.3); None without a usable one."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value) if value.replace(".", "", 1).isdigit() else _until(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, seconds)


def _until(date: str) -> float:
    return (parsedate_to_datetime(date) - now()).total_seconds()


def _said(body: object, key: str) -> tuple[str, str]:
    """The provider's code and words without the key; both are strangers' text, cut to one short line."""
    inner = body.get("error", body) if isinstance(body, dict) else {}
    if isinstance(inner, str):
        inner = {"message": inner}
    if not isinstance(inner, dict):
        return "", ""
    code = inner.get("code") or inner.get("type") or ""
    words = " ".join(str(inner.get("message") or "").split()).rstrip(".")
    words = words.replace(key, "…") if key else words
    return str(code), "".join(letter for letter in words if letter.isprintable())[:_LONGEST_QUOTE]


def _unreached(error: Exception, library: Any, provider: str) -> Down:
    was_sent = not any(type(one).__name__ in _NOT_SENT for one in _causes(error))
    if isinstance(error, library.APITimeoutError):
        return Down(f"{provider} took too long to answer.", may_cost=was_sent, todo="Go on in a few minutes.")
    what = f"The connection to {provider} broke off." if was_sent else f"{provider} cannot be reached."
    return Down(what, may_cost=was_sent, todo="Check that it runs and that this machine is online, then go on.")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
