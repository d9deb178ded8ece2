"""Calls of hosted models: what each may cost, what it did cost, and the cap that the sum keeps to."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowed, NotFound
from storage.records import ModelCall, dollars, now
from storage.tables import ModelCallRow, PreferenceRow

TURNS = "spending"
"""The preference that holds the campaigns' cap; whoever spends locks its row first, so that spenders take turns."""

_REMEMBERED = 100
"""The newest calls of a model from which the usual size of one is worked out."""


@dataclass(frozen=True)
class ModelTotal:
    """What one model did for one task of a campaign; ``unsettled`` of its ``calls`` count at the most they may cost."""

    campaign_id: int | None
    task: str
    model: str
    calls: int
    unsettled: int
    prompt_tokens: int
    tokens: int
    micros: int


class ModelCalls:
    def __init__(self, session: Session) -> None:
        self._session = session

    def take_turn(self) -> None:
        """Wait until no other transaction spends or changes the caps; needs a transaction that writes.

        What is read afterwards, caps and sums, stays true until this transaction ends.
        """
        self._session.execute(turn())
        self._session.expire_all()

    def reserve(
        self, campaign_id: int | None, task: str, model: str, most_micros: int, cap_micros: int | None = None
    ) -> ModelCall:
        """Set aside what a call may cost at most, once it is this transaction's turn.

        Raises NotAllowed where that and what was spent or set aside before exceed ``cap_micros``: by the campaign, or
        outside campaigns in this calendar month.
        """
        self.take_turn()
        if cap_micros is not None and (spent := self.spent(campaign_id)) + most_micros > cap_micros:
            whose = "" if campaign_id is not None else " a month for what belongs to no campaign"
            raise NotAllowed(
                f"The spending cap of {dollars(cap_micros)}{whose} is reached: {dollars(spent)} are spent or set "
                f"aside, and the next text may cost up to {dollars(most_micros)}.",
                kept="What was written before is kept.",
                todo="Raise the cap, or choose a model on this machine, under Settings, Models.",
            )
        row = ModelCallRow(
            campaign_id=campaign_id,
            task=task,
            model=model[:120],
            is_settled=False,
            prompt_tokens=0,
            tokens=0,
            micros=most_micros,
            at=now(),
        )
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def settle(self, call_id: int, prompt_tokens: int, tokens: int, micros: int) -> None:
        """Put what a call did cost in place of the most; a call that is settled already stays as it is.

        Raises NotFound.
        """
        said = {"is_settled": True, "prompt_tokens": prompt_tokens, "tokens": tokens, "micros": micros}
        is_open = (ModelCallRow.id == call_id) & (ModelCallRow.is_settled.is_(False))
        self._session.execute(update(ModelCallRow).where(is_open).values(said))
        if self._session.get(ModelCallRow, call_id) is None:
            raise NotFound(f"There is no model call {call_id}.")

    def spent(self, campaign_id: int | None) -> int:
        """Micros of a campaign, or of no campaign since this calendar month began (UTC).

        An unsettled call counts at its most, after a crash too.
        """
        total = select(func.coalesce(func.sum(ModelCallRow.micros), 0)).where(ModelCallRow.campaign_id == campaign_id)
        if campaign_id is None:
            month = now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            total = total.where(ModelCallRow.at >= month)
        return int(self._session.scalar(total) or 0)

    def usual(self, task: str, model: str) -> tuple[float, float] | None:
        """Tokens read and written in the mean of a model's newest counted calls for a task; None before the first."""
        counted = (ModelCallRow.task == task) & (ModelCallRow.model == model[:120]) & (ModelCallRow.tokens > 0)
        query = select(ModelCallRow.prompt_tokens, ModelCallRow.tokens).where(counted, ModelCallRow.is_settled)
        rows = self._session.execute(query.order_by(ModelCallRow.id.desc()).limit(_REMEMBERED)).all()
        if not rows:
            return None
        return sum(row[0] for row in rows) / len(rows), sum(row[1] for row in rows) / len(rows)

    def totals(self, campaign_id: int | None = None) -> list[ModelTotal]:
        """By campaign, task and model, dearest first; of one campaign where it is given."""
        by = (ModelCallRow.campaign_id, ModelCallRow.task, ModelCallRow.model)
        micros = func.sum(ModelCallRow.micros)
        unsettled = func.sum(case((ModelCallRow.is_settled, 0), else_=1))
        sums = (func.count(), unsettled, func.sum(ModelCallRow.prompt_tokens), func.sum(ModelCallRow.tokens), micros)
        query = select(*by, *sums).group_by(*by).order_by(micros.desc(), *by)
        if campaign_id is not None:
            query = query.where(ModelCallRow.campaign_id == campaign_id)
        return [ModelTotal(row[0], row[1], row[2], *(int(n) for n in row[3:])) for row in self._session.execute(query)]

    def of(self, campaign_id: int | None) -> list[ModelCall]:
        """A campaign's calls, oldest first."""
        query = select(ModelCallRow).where(ModelCallRow.campaign_id == campaign_id).order_by(ModelCallRow.id)
        return [_record(row) for row in self._session.scalars(query)]


def _record(row: ModelCallRow) -> ModelCall:
    return ModelCall(
        row.id,
        row.campaign_id,
        row.task,
        row.model,
        row.is_settled,
        row.prompt_tokens,
        row.tokens,
        row.micros,
        row.at,
    )


def turn() -> Select[str]:
    """Locks the row of ``TURNS`` on a server; on SQLite the writing transaction holds the only turn already."""
    return select(PreferenceRow.name).where(PreferenceRow.name == TURNS).with_for_update()
