"""One use case or one batch is one transaction: it commits when told, and rolls back otherwise."""

import sqlite3
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.approvals import Approvals
from storage.audit import Audit
from storage.campaigns import Campaigns
from storage.candidate_trends import CandidateTrends
from storage.candidates import Candidates
from storage.database import translated, translating
from storage.decisions import Decisions
from storage.deliveries import Deliveries
from storage.downloads import Downloads
from storage.drafts import Drafts
from storage.events import Events
from storage.evidence import EvidenceStore
from storage.exported import Exported
from storage.exports import Exports
from storage.host_traits import HostTraits
from storage.import_undo import ImportUndo
from storage.imports import Imports
from storage.jobs import Jobs
from storage.lead_keys import LeadKeys
from storage.lead_table import LeadTable
from storage.leads import Leads
from storage.merges import Merges
from storage.model_calls import ModelCalls
from storage.nearby import Nearby
from storage.overrides import Overrides
from storage.personas import Personas
from storage.preferences import Preferences
from storage.proposals import Proposals
from storage.recipes import Recipes
from storage.run_items import RunItems
from storage.run_leads import RunLeads
from storage.run_visits import RunVisits
from storage.runs import Runs
from storage.saved_views import SavedViews
from storage.suppressions import Suppressions
from storage.sweeps import Sweeps
from storage.tags import Tags
from storage.trends import Trends
from storage.uploads import Uploads
from storage.vectors import Vectors


class UnitOfWork:
    """All repositories on one session. Use as a context manager; call ``commit`` to keep what was done."""

    def __init__(self, engine: Engine, *, write: bool, durable: bool = False, snapshot: bool = False) -> None:
        self._engine = engine.execution_options(write=write, durable=durable)
        if snapshot and engine.dialect.name != "sqlite":  # whose transactions see one state of the database anyway
            self._engine = self._engine.execution_options(isolation_level="REPEATABLE READ")

    def __enter__(self) -> "UnitOfWork":
        self._session = Session(self._engine, expire_on_commit=False)
        self.campaigns = Campaigns(self._session)
        self.leads = Leads(self._session)
        self.lead_keys = LeadKeys(self._session)
        self.proposals = Proposals(self._session)
        self.merges = Merges(self._session)
        self.evidence = EvidenceStore(self._session)
        self.candidates = Candidates(self._session)
        self.table = LeadTable(self._session)
        self.sweeps = Sweeps(self._session)
        self.nearby = Nearby(self._session)
        self.decisions = Decisions(self._session)
        self.tags = Tags(self._session)
        self.saved_views = SavedViews(self._session)
        self.exports = Exports(self._session)
        self.exported = Exported(self._session)
        self.personas = Personas(self._session)
        self.drafts = Drafts(self._session)
        self.overrides = Overrides(self._session)
        self.approvals = Approvals(self._session)
        self.deliveries = Deliveries(self._session)
        self.events = Events(self._session)
        self.suppressions = Suppressions(self._session)
        self.jobs = Jobs(self._session)
        self.trends = Trends(self._session)
        self.candidate_trends = CandidateTrends(self._session)
        self.uploads = Uploads(self._session)
        self.imports = Imports(self._session)
        self.import_undo = ImportUndo(self._session)
        self.vectors = Vectors(self._session)
        self.preferences = Preferences(self._session)
        self.recipes = Recipes(self._session)
        self.model_calls = ModelCalls(self._session)
        self.downloads = Downloads(self._session)
        self.runs = Runs(self._session)
        self.run_items = RunItems(self._session)
        self.run_leads = RunLeads(self._session)
        self.run_visits = RunVisits(self._session)
        self.host_traits = HostTraits(self._session)
        self.audit = Audit(self._session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        if isinstance(error, DBAPIError | sqlite3.Error):
            raise translated(error) from error

    def commit(self) -> None:
        """Keep everything done so far. Raises StorageFailed where the disk does not take it."""
        with translating():
            self._session.commit()
