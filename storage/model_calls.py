"""Calls of hosted models: what each may cost, what it did cost, and the cap that the sum keeps to."""

from dataclasses import dataclass

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowed, NotFound
from storage.records import ModelCall, now
from storage.tables import CampaignRow, ModelCallRow


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

    def reserve(
        self, campaign_id: int | None, task: str, model: str, most_micros: int, cap_micros: int | None = None
    ) -> ModelCall:
        """Set aside what a call may cost at most; needs a transaction that writes.

        Raises NotAllowed where that and what was spent or set aside before exceed ``cap_micros``.
        """
        # Takes turns on a server; on SQLite the writing transaction holds the only turn already.
        self._session.execute(select(CampaignRow.id).where(CampaignRow.id == campaign_id).with_for_update())
        if cap_micros is not None and (spent := self.spent(campaign_id)) + most_micros > cap_micros:
            raise NotAllowed(
                f"The spending cap of {_dollars(cap_micros)} is reached: {_dollars(spent)} are spent or set aside, "
                f"and the next text may cost up to {_dollars(most_micros)}.",
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
        """Micros of a campaign, or of no campaign; an unsettled call counts at its most, after a crash too."""
        total = select(func.coalesce(func.sum(ModelCallRow.micros), 0))
        return int(self._session.scalar(total.where(ModelCallRow.campaign_id == campaign_id)) or 0)

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


def _dollars(micros: int) -> str:
    return f"${micros / 1_000_000:.4f}"
