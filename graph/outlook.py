"""What hosted texts will cost, likely and at the most, beside what may be spent, and how that is told."""

from dataclasses import dataclass

from models.language.base import Task
from storage.records import dollars

MOST = (
    "“At most” counts a second try of every text and each answer at its full length. So much is set aside while a text "
    "is written, and stays booked where the server does not say what it counted."
)
_THINGS = {
    Task.DRAFT: ("text", "texts"),
    Task.REWRITE: ("text", "texts"),
    Task.PERSONA: ("portrait of a reader", "portraits of readers"),
    Task.SCORE: ("opinion", "opinions"),
    Task.CLASSIFY: ("sorted answer", "sorted answers"),
}


@dataclass(frozen=True)
class Outlook:
    """What ``texts`` by a hosted model cost, ``likely`` and at the ``most``, in millionths of a US dollar.

    Both are None where no price is known. ``spent`` of the ``cap``, None for no cap, are spent or set aside already, by
    the campaign or, where ``is_outside`` campaigns, in this calendar month.
    """

    task: Task
    texts: int
    model: str
    likely: int | None
    most: int | None
    spent: int
    cap: int | None
    is_outside: bool = False

    @property
    def is_free(self) -> bool:
        """A server of one's own, whose price was set to nothing."""
        return self.most == 0

    @property
    def is_beyond(self) -> bool:
        """Whether the cap is likely to stop the run before its end."""
        return self.cap is not None and self.likely is not None and self.spent + self.likely > self.cap


def in_words(of: Outlook) -> str:
    """An outlook in words, for any text."""
    things = _THINGS[of.task][of.texts != 1]
    texts = f"{of.texts:,} {things} with {of.model}"
    cap = "no cap" if of.cap is None else f"cap {dollars(of.cap)}{' a month' if of.is_outside else ''}"
    if of.is_free:
        return f"{texts}: no price, as you set it."
    if of.likely is None or of.most is None:
        refused = " With a cap it is refused; type the price under Settings, Models." if of.cap is not None else ""
        return f"{texts}: the price is not known.{refused}"
    return f"{texts}: likely about {dollars(of.likely)}, at most {dollars(of.most)} ({cap}, spent {dollars(of.spent)})."
