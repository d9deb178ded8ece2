"""Embeddings through the store: each text is embedded once by each model, and known from then on."""

import hashlib
import uuid
from collections.abc import Callable, Sequence

from agents import scorer
from graph.app import App
from models.embeddings.matrix import Matrix, gathered, packed
from storage.records import Lead
from storage.unit_of_work import UnitOfWork

BATCH = 512
STATE = "vectors"


def content_hash(text: str) -> str:
    """SHA-256 of a text, in hex: with the model's name the key of its vector."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def embedded(app: App, texts: Sequence[str]) -> Matrix:
    """The vector of each text, shape (len(texts), dimensions): looked up, and embedded and stored where unknown.

    A batch that is stored is kept whatever comes after. Raises BadConfig where the model is missing and a text unknown.
    """
    batches = (_batch(app, texts[start : start + BATCH]) for start in range(0, len(texts), BATCH))
    return gathered(batches, len(texts))


class StoredEmbedder:
    """The application's embedder behind the store of what it embedded before."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.name = app.embedder.name

    def embed(self, texts: Sequence[str]) -> Matrix:
        """See ``embedded``."""
        return embedded(self._app, texts)


def note_profiles(work: UnitOfWork, leads: Sequence[Lead]) -> None:
    """Note of each lead which stored vector is its own."""
    hashes = {lead.id: content_hash(scorer.profile_text(lead.business)) for lead in leads}
    if work.leads.set_profiles(hashes):
        _mark_changed(work)


def state(work: UnitOfWork) -> str:
    """Another text whenever a vector, or which lead it belongs to, changed."""
    return str(work.preferences.get(STATE).get("state", ""))


def catch_up(app: App, campaign_id: int, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Embed the leads of a campaign that the present model has no vector of; how many there were."""
    done = 0
    while not should_stop():
        with app.read() as work:
            leads = work.vectors.to_embed(campaign_id, app.embedder.name, BATCH)
        if not leads:
            break
        embedded(app, [scorer.profile_text(lead.business) for lead in leads])
        with app.write() as work:
            note_profiles(work, leads)
            work.commit()
        done += len(leads)
    return done


def _batch(app: App, texts: Sequence[str]) -> list[bytes]:
    """The stored vector of each text; no model works inside a transaction."""
    by_hash = {content_hash(text): text for text in texts}
    with app.read() as work:
        known = work.vectors.known(app.embedder.name, by_hash)
    unknown = [key for key in by_hash if key not in known]
    if unknown:
        new = dict(zip(unknown, packed(app.embedder.embed([by_hash[key] for key in unknown])), strict=True))
        with app.write() as work:
            work.vectors.store(app.embedder.name, new)
            _mark_changed(work)
            work.commit()
        known.update(new)
    return [known[content_hash(text)] for text in texts]


def _mark_changed(work: UnitOfWork) -> None:
    # A counter could be set to the same number by two processes at once; a random text cannot.
    work.preferences.set(STATE, {"state": uuid.uuid4().hex})
