"""What a person set on the settings screen, typed, checked and audited."""

from dataclasses import asdict, dataclass, field, fields
from typing import Literal, TypeAlias

from agents.email import mime
from graph.app import App
from storage import secrets
from storage.errors import BadInput
from storage.records import Sender
from storage.unit_of_work import UnitOfWork

Security: TypeAlias = Literal["starttls", "tls", "none"]


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


def smtp(app: App, work: UnitOfWork) -> Smtp:
    """The environment's mail server where one is set, else the one from the settings screen."""
    env = app.settings
    if env.smtp_host:
        password = env.smtp_password.get_secret_value()
        return Smtp(env.smtp_host, env.smtp_port, env.smtp_username, env.smtp_security, password)
    kept = work.preferences.get("smtp")
    return Smtp(**kept, password=secrets.read(app.settings.secrets).get("smtp_password", "")) if kept else Smtp()


def set_sender(app: App, value: Sender, who: str) -> None:
    """Raises BadInput where a field cannot be used; an unfinished identity is kept, and blocks approvals."""
    clean = Sender(**{f.name: getattr(value, f.name).strip() for f in fields(Sender)})
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
        missing, server = sender(work).missing(), smtp(app, work)
    if value.live and missing:
        raise BadInput(
            f"Live sending needs {', '.join(missing)} of the sender.",
            kept="Live sending stays off.",
            todo="Fill in who is writing, then switch it on.",
        )
    if value.live and not server.host:
        raise BadInput(
            "Live sending needs a mail server.", kept="Live sending stays off.", todo="Fill in the mail server first."
        )
    _set(app, "sending", {name: of for name, of in asdict(value).items() if name != "paused"}, who)


def set_smtp(app: App, value: Smtp, who: str) -> None:
    """Keep the mail server; an empty password keeps the one known. Raises BadInput."""
    if not 1 <= value.port <= 65535:
        raise BadInput("The mail server's port must be between 1 and 65535.", kept="Nothing was changed.")
    if value.password:
        secrets.keep(app.settings.secrets, "smtp_password", value.password)
    _set(app, "smtp", {k: v for k, v in asdict(value).items() if k != "password"}, who)


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
