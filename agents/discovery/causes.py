"""Why an address was not read, in plain words: what a library calls an error tells a person little."""

import errno
import socket
import ssl
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

# X509_V_ERR_* of OpenSSL (x509_vfy.h).
_CERTIFICATES = {
    9: "has a certificate that is not valid yet",
    10: "has a certificate that has expired",
    18: "has a certificate that it signed itself",
    19: "has a certificate that no known authority signed",
    20: "has a certificate that no known authority signed",
    21: "has a certificate that no known authority signed",
    23: "has a certificate that was revoked",
    62: "has a certificate of another site",
    64: "has a certificate of another site",
}
_NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE")
_OLD_TLS = ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE", "DH_KEY_TOO_SMALL", "LEGACY")
_SYSTEM = {
    errno.ECONNREFUSED: "refuses the connection",
    errno.ENETUNREACH: "cannot be reached: the network knows no way to it",
    errno.EHOSTUNREACH: "cannot be reached: the network knows no way to it",
    errno.ECONNRESET: "broke off the connection",
    errno.EPIPE: "broke off the connection",
    errno.ETIMEDOUT: "does not answer in time",
    errno.EMFILE: "was not reached: this machine has no connection left to give",
    errno.EADDRNOTAVAIL: "was not reached: this machine has no connection left to give",
}
_NOT_READ = "was not read: "


def of(error: BaseException) -> str:
    """What happened, to be said of the address: "refuses the connection". The first cause that is known counts."""
    return next((told for one in _chain(error) if (told := _told(one))), "answers in a way that cannot be understood")


def of_certificate(error: ssl.SSLCertVerificationError) -> str:
    """What is wrong with a certificate, to be said of its site."""
    return _CERTIFICATES.get(error.verify_code, "has a certificate that cannot be trusted")


def without(url: str, sentence: str) -> str:
    """A sentence on an address without that address at its beginning, for where it stands beside the sentence."""
    starts: list[str | None] = [url]
    try:
        parts = urlsplit(url)
        starts += [parts.netloc, parts.hostname]
    except ValueError:
        pass  # what is no address has no host
    for start in filter(None, starts):
        if sentence.startswith(f"{start} "):
            return sentence.removeprefix(start).strip().removeprefix(_NOT_READ).rstrip(".")
    return sentence


def of_browser(said: str) -> str:
    """What Playwright's words mean, to be said of the page that was to be shown."""
    if "Timeout" in said:
        return "did not finish in time in the browser"
    return "made the browser crash" if "crash" in said or "closed" in said else "could not be shown in the browser"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and what led to it, the deepest first."""
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or one.__context__
    return reversed(found)


def _told(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return of_certificate(error)
    if isinstance(error, ssl.SSLError):
        return _of_tls(error.reason or str(error))
    if isinstance(error, socket.gaierror):
        return _of_name(error)
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, "")
    if isinstance(error, (zlib.error, httpx.DecodingError)):
        return "sends an answer that cannot be unpacked"
    if isinstance(error, httpx.TimeoutException):
        return "does not answer in time"
    if isinstance(error, (httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.CloseError)):
        return "broke off the connection"
    is_cut_off = isinstance(error, httpx.RemoteProtocolError) and "disconnected" in str(error)
    return "broke off the connection" if is_cut_off else ""


def _of_tls(reason: str) -> str:
    if any(word in reason for word in _NO_TLS):
        return "does not speak HTTPS at its https address"
    if any(word in reason for word in _OLD_TLS):
        return "offers only an encryption that is too old to be safe"
    return "could not agree on an encryption"


def _of_name(error: socket.gaierror) -> str:
    if error.errno == socket.EAI_AGAIN:
        return "could not be looked up: the directory of names does not answer"
    return "has no address: the internet does not know its name"
