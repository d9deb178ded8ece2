"""What a person set on the settings screen, typed, checked and audited."""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Literal, TypeAlias

from agents.discovery import emails
from agents.email import mime
from graph.app import App
from storage import secrets
from storage.errors import BadInput
from storage.records import Channel, Sender
from storage.unit_of_work import UnitOfWork

Security: TypeAlias = Literal["starttls", "tls", "none"]
KEPT_AS = "smtp_password"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Sending:
    """How messages leave. Nothing reaches a person unless ``live`` is on; ``paused`` stops everything at once."""

    live: bool = False
    paused: bool = False
    daily_cap: int = 100


@dataclass(frozen=True)
class Smtp:
    """The mail server. The password is kept apart, see ``storage.secrets``."""

    host: str = ""
    port: int = 587
    username: str = ""
    security: Security = "starttls"
    password: str = field(default="", repr=False)


def sender(work: UnitOfWork) -> Sender:
    return Sender(**work.preferences.get("sender"))


def sending(work: UnitOfWork) -> Sending:
    return Sending(**work.preferences.get("sending"))


def server(app: App, work: UnitOfWork) -> Smtp:
    """The environment's mail server where one is set, else the one from the settings screen; without its password."""
    env = app.settings
    if env.smtp_host:
        return Smtp(env.smtp_host, env.smtp_port, env.smtp_username, env.smtp_security)
    return Smtp(**work.preferences.get("smtp"))


def password(app: App) -> str:
    """The mail server's password, from where the server itself comes. Raises BadConfig where it cannot be read."""
    if app.settings.smtp_host:
        return app.settings.smtp_password.get_secret_value()
    return secrets.read(app.settings.secrets).get(KEPT_AS, "")


def smtp(app: App, work: UnitOfWork) -> Smtp:
    """The mail server with its password. Raises BadConfig where that cannot be read."""
    return replace(server(app, work), password=password(app))


def way_out(app: App, work: UnitOfWork, channel: Channel, *, is_demo: bool) -> str:
    """How a message would leave now: posts by the outbox, their only way; a demo's e-mail live to loopback only."""
    if channel != Channel.EMAIL or not sending(work).live:
        return "outbox"
    return "outbox" if is_demo and server(app, work).host not in LOOPBACK else "smtp"


def set_sender(app: App, value: Sender, who: str) -> None:
    """Raises BadInput where a field cannot be used; an unfinished identity is kept, and blocks approvals."""
    clean = Sender(**{f.name: getattr(value, f.name).strip() for f in fields(Sender)})
    clean = replace(clean, email=emails.address_of(clean.email) or clean.email)
    if clean.email and not mime.is_address(clean.email):
        raise BadInput(f"The sender's e-mail address {clean.email!r} is not an address.", kept="Nothing was changed.")
    for name in ("name", "company", "email"):
        if mime.CONTROL.search(getattr(clean, name)):
            raise BadInput(f"The sender's {name} must be one line.", kept="Nothing was changed.")
    _set(app, "sender", asdict(clean), who)


def set_sending(app: App, value: Sending, who: str) -> None:
    """Keep how messages leave; ``paused`` stays as ``pause`` left it, so that an old screen cannot lift it.

    Raises BadInput: a cap below zero, live sending without a mail server or without a complete sender.
    """
    if not 0 <= value.daily_cap <= 100_000:
        raise BadInput("The cap per day must be between 0 and 100,000.", kept="Nothing was changed.")
    with app.read() as work:
        missing, host = sender(work).missing(), server(app, work).host
    if value.live and missing:
        raise BadInput(
            f"Live sending needs {', '.join(missing)} of the sender.",
            kept="Live sending stays off.",
            todo="Fill in who is writing, then switch it on.",
        )
    if value.live and not host:
        raise BadInput(
            "Live sending needs a mail server.", kept="Live sending stays off.", todo="Fill in the mail server first."
        )
    _set(app, "sending", {name: of for name, of in asdict(value).items() if name != "paused"}, who)


def set_smtp(app: App, value: Smtp, who: str) -> str:
    """Keep the mail server; what was done, in words. Raises BadInput.

    An empty password keeps the one known, but never for another host or user: a password goes only to the server
    that it was typed for.
    """
    if not 1 <= value.port <= 65535:
        raise BadInput("The mail server's port must be between 1 and 65535.", kept="Nothing was changed.")
    with app.read() as work:
        before = Smtp(**work.preferences.get("smtp"))
    is_other = (before.host, before.username) != (value.host, value.username)
    is_dropped = is_other and secrets.drop(app.settings.secrets, KEPT_AS)
    _set(app, "smtp", {k: v for k, v in asdict(value).items() if k != "password"}, who)
    if value.password:
        secrets.keep(app.settings.secrets, KEPT_AS, value.password)
    elif is_dropped:
        return "Saved. The earlier password was for another server or user and is forgotten; type the new one."
    return "Saved."


def pause(app: App, paused: bool, who: str) -> None:
    """The kill switch: while on, nothing leaves by any channel."""
    with app.write() as work:
        before = sending(work)
        work.preferences.set("sending", {**asdict(before), "paused": paused})
        work.audit.append(who, "pause sending" if paused else "resume sending", "preference", [])
        work.commit()


def _set(app: App, name: str, value: dict[str, object], who: str) -> None:
    with app.write() as work:
        before = work.preferences.get(name)
        after = {**before, **value}
        work.preferences.set(name, after)
        work.audit.append(who, "set", "preference", [], {"name": name, "before": before, "after": after})
        work.commit()
