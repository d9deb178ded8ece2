"""Hosted models as a person set them up: where they are, what they cost, their keys, and the spending cap."""

from dataclasses import asdict, fields

from graph.app import App
from graph.shelf import Hosted
from models.language.calls import checked
from models.language.spending import PRICES, Price
from storage import secrets
from storage.errors import BadConfig, BadInput
from storage.unit_of_work import UnitOfWork

_MICROS = 1_000_000


def listed(work: UnitOfWork) -> list[Hosted]:
    return [Hosted(**kept) for kept in work.preferences.get("hosted_models").get("list", [])]


def set_hosted(app: App, of: Hosted, key: str, who: str) -> None:
    """Keep a hosted model; an empty key keeps the one known for the same address.

    Raises BadInput that names the field.
    """
    _check_hosted(of)
    with app.read() as work:
        before = {one.name: one for one in listed(work)}.get(of.name)
    if before is not None and (before.provider, before.base_url) != (of.provider, of.base_url):
        forget_key(app, of.name)  # first: a key must never meet an address that it was not typed for
    with app.write() as work:
        kept = {one.name: one for one in listed(work)}
        work.preferences.set("hosted_models", {"list": [asdict(one) for one in {**kept, of.name: of}.values()]})
        work.audit.append(who, "set hosted model", "preference", [], {"name": of.name, "model": of.model})
        work.commit()
    if key:
        secrets.keep(app.settings.secrets, _secret(of.name), key)


def drop(work: UnitOfWork, name: str) -> None:
    """Take a hosted model off the list."""
    work.preferences.set("hosted_models", {"list": [asdict(one) for one in listed(work) if one.name != name]})


def forget_key(app: App, name: str) -> None:
    secrets.drop(app.settings.secrets, _secret(name))


def key_of(app: App, name: str) -> str:
    """The key of a hosted model, "" where none was typed. Raises BadConfig where it cannot be read."""
    return secrets.read(app.settings.secrets).get(_secret(name), "")


def cap_micros(work: UnitOfWork) -> int | None:
    """The most that one campaign may spend on hosted models, in millionths of a US dollar; 5 dollars unless set."""
    micros: int | None = work.preferences.get("spending").get("cap_micros", 5 * _MICROS)
    return micros


def set_cap(app: App, dollars: float | None, who: str) -> None:
    """The most that one campaign may spend; None for no limit. Raises BadInput below zero."""
    micros = micros_of_cap(dollars)
    with app.write() as work:
        before = cap_micros(work)
        work.preferences.set("spending", {"cap_micros": micros})
        work.audit.append(who, "set spending cap", "preference", [], {"before": before, "after": micros})
        work.commit()


def micros_of_cap(dollars: float | None) -> int | None:
    """A cap in millionths of a US dollar, None for no limit. Raises BadInput for one that cannot be."""
    if dollars is not None and not 0 <= dollars <= 100_000:
        raise BadInput("The spending cap must be between 0 and 100,000 dollars.", kept="Nothing was changed.")
    return None if dollars is None else round(dollars * _MICROS)


def price_of(of: Hosted) -> Price | None:
    """What the person typed, else the list price that is known, None where neither is."""
    if of.prompt_micros is None or of.written_micros is None:
        return PRICES.get(of.model)
    return Price(of.prompt_micros, of.written_micros)


def _check_hosted(of: Hosted) -> None:
    for name in ("name", "model"):
        if not getattr(of, name).strip():
            raise BadInput(f"The {name} is empty.", kept="Nothing was changed.")
    if of.provider == "compatible":
        try:
            checked(of.base_url, "", needs_key=False)
        except BadConfig:
            raise BadInput(
                "The address must begin with http:// or https://, name a server, and hold no user or password.",
                kept="Nothing was changed.",
                todo="Type one like http://127.0.0.1:8000/v1.",
            ) from None
    for field in fields(Hosted):
        value = getattr(of, field.name)
        if field.name.endswith("micros") and value is not None and value < 0:
            raise BadInput("A price below zero cannot be.", kept="Nothing was changed.")


def _secret(name: str) -> str:
    return f"model_key:{name}"
