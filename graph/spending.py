"""The ledgers of campaigns and of all else: each call is set aside before, and settled after, in the database."""

from graph import hosting
from graph.app import App
from models.language.base import Task
from storage.model_calls import ModelTotal
from storage.unit_of_work import UnitOfWork

_MICROS = 1_000_000
_OUTSIDE = "spending_outside"


class CampaignLedger:
    """Keeps to a cap over all tasks and runs of a campaign, from any thread and process; see ``Ledger``.

    The cap is read anew for each call, so that a person's change counts for the very next text.

    Args:
        campaign_id: None for what belongs to no campaign: tries, evaluations, the sorting of answers. These share a
            cap of their own for each calendar month.
    """

    def __init__(self, app: App, campaign_id: int | None) -> None:
        self._app, self._campaign_id = app, campaign_id

    @property
    def cap_micros(self) -> int | None:
        """Millionths of a US dollar; None for no cap."""
        with self._app.read() as work:
            return cap_micros(work, self._campaign_id)

    def reserve(self, task: Task, model: str, most_micros: int) -> int:
        """Raises NotAllowed where the cap would be passed."""
        with self._app.write() as work:
            work.model_calls.take_turn()
            cap = cap_micros(work, self._campaign_id)
            call = work.model_calls.reserve(self._campaign_id, task, model, most_micros, cap)
            work.commit()
        return call.id

    def settle(self, call_id: int, prompt_tokens: int, tokens: int, micros: int) -> None:
        with self._app.write() as work:
            work.model_calls.settle(call_id, prompt_tokens, tokens, micros)
            work.commit()

    def spent(self) -> int:
        """Micros spent or set aside so far, outside campaigns in this calendar month."""
        with self._app.read() as work:
            return work.model_calls.spent(self._campaign_id)


def cap_micros(work: UnitOfWork, campaign_id: int | None) -> int | None:
    """The cap that holds for a campaign, or each calendar month for what belongs to none; None for no limit."""
    return hosting.cap_micros(work) if campaign_id is not None else outside_cap_micros(work)


def outside_cap_micros(work: UnitOfWork) -> int | None:
    """What tries, evaluations and the sorting of answers may cost in a calendar month; 1 dollar unless set."""
    micros: int | None = work.preferences.get(_OUTSIDE).get("cap_micros", _MICROS)
    return micros


def set_outside_cap(app: App, dollars: float | None, who: str) -> None:
    """Set what may be spent outside campaigns in a calendar month; None for no limit. Raises BadInput below zero."""
    micros = hosting.micros_of_cap(dollars)
    with app.write() as work:
        work.model_calls.take_turn()
        before = outside_cap_micros(work)
        work.preferences.set(_OUTSIDE, {"cap_micros": micros})
        work.audit.append(
            who, "set spending cap outside campaigns", "preference", [], {"before": before, "after": micros}
        )
        work.commit()


def totals(app: App) -> list[tuple[str, ModelTotal]]:
    """What was spent, with the name of its campaign, dearest first; "" stands for what belongs to no campaign."""
    with app.read() as work:
        names = {campaign.id: campaign.brief.name for campaign in work.campaigns.all()}
        return [(names.get(one.campaign_id or 0, ""), one) for one in work.model_calls.totals()]
