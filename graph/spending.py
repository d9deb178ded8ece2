"""The ledger of one campaign: each call of a hosted model is set aside before, and settled after, in the database."""

from graph.app import App
from models.language.base import Task


class CampaignLedger:
    """Keeps to a cap over all tasks and runs of a campaign, from any thread and process; see ``Ledger``.

    Args:
        campaign_id: None for what belongs to no campaign.
        cap_micros: millionths of a US dollar; None for no cap.
    """

    def __init__(self, app: App, campaign_id: int | None, cap_micros: int | None) -> None:
        self._app, self._campaign_id, self.cap_micros = app, campaign_id, cap_micros

    def reserve(self, task: Task, model: str, most_micros: int) -> int:
        """Raises NotAllowed where the cap would be passed."""
        with self._app.write() as work:
            call = work.model_calls.reserve(self._campaign_id, task, model, most_micros, self.cap_micros)
            work.commit()
        return call.id

    def settle(self, call_id: int, prompt_tokens: int, tokens: int, micros: int) -> None:
        with self._app.write() as work:
            work.model_calls.settle(call_id, prompt_tokens, tokens, micros)
            work.commit()

    def spent(self) -> int:
        """Micros spent or set aside so far."""
        with self._app.read() as work:
            return work.model_calls.spent(self._campaign_id)
