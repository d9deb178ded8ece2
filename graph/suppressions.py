"""Use cases on suppressions: who must never be written to."""

from agents.discovery import emails
from graph.app import App
from storage.errors import BadInput
from storage.records import Suppression


def page(app: App) -> list[Suppression]:
    """Newest first."""
    with app.read() as work:
        return work.suppressions.all()


def add(app: App, address: str, who: str) -> str:
    """Bar an address or a whole domain. Raises BadInput."""
    typed = address.strip()
    found = emails.address_of(typed if "@" in typed else f"anyone@{typed}")
    if not found:
        raise BadInput(f"{typed!r} is neither an address nor a domain.", kept="Nothing was changed.")
    address = found if "@" in typed else found.partition("@")[2]
    with app.write() as work:
        work.suppressions.add(address, f"barred by {who}")
        work.audit.append(who, "bar", "suppression", [], {"address": address})
        work.commit()
    return f"{address} will not be written to."


def remove(app: App, address: str, who: str) -> str:
    with app.write() as work:
        work.suppressions.remove(address)
        work.audit.append(who, "unbar", "suppression", [], {"address": address})
        work.commit()
    return f"{address} may be written to again."
