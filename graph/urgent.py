"""What of a campaign goes before its search: texts that a person asked for, and messages that are due."""

from typing import Literal

from graph.app import App
from graph.nodes.deliver import next_due
from storage.records import DraftStatus


def step(app: App, campaign_id: int) -> Literal["personas", "deliver", ""]:
    """The step of the pipeline that waits; empty where none does."""
    with app.read() as work:
        channels = work.campaigns.get(campaign_id).brief.channels
        to_write = work.sweeps.to_write(campaign_id, channels, limit=1)
        if to_write or work.drafts.counts(campaign_id).get(DraftStatus.REWRITE):
            return "personas"
    return "deliver" if next_due(app, campaign_id) else ""
