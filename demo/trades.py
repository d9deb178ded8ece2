"""What each sector of the town sells and says, read from ``trades.toml``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from storage import sectors

TOWN = "Lindental"
_FILE = Path(__file__).with_name("trades.toml")


@dataclass(frozen=True)
class Item:
    """A thing a business sells, and its price in euros."""

    name: str
    price: float


@dataclass(frozen=True)
class Trade:
    """The hand-written texts of one sector; ``items`` are (name, lowest price, highest price)."""

    sector: str
    count: int
    schema: str
    markup: str
    offer_page: str
    names: tuple[str, ...]
    hours: tuple[str, ...]
    openings: tuple[str, ...]
    specialities: tuple[str, ...]
    items: tuple[tuple[str, float, float], ...]

    @property
    def path(self) -> str:
        """The sector's folder in the directory, such as ``car-workshops``."""
        return slugify(self.plural)

    @property
    def label(self) -> str:
        return _capital(sectors.label(self.sector))

    @property
    def plural(self) -> str:
        return _capital(sectors.label(self.sector, plural=True))


def load() -> dict[str, Trade]:
    """Every trade by its sector slug, in the order of the file."""
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    return {sector: _trade(sector, table) for sector, table in tables.items()}


def slugify(text: str) -> str:
    """Lower-case ASCII with hyphens, German letters written out: ``Bäckerei Ulmenhut`` is ``baeckerei-ulmenhut``."""
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("é", "e")):
        text = text.casefold().replace(letter, plain)
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


def _trade(sector: str, table: dict[str, object]) -> Trade:
    frozen = {name: _frozen(value) for name, value in table.items()}
    return Trade(sector=sector, **frozen)  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
