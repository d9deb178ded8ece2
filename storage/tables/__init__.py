"""The tables, one a noun, as typed SQLAlchemy classes."""

from storage.tables.base import Base, Moment
from storage.tables.campaigns import CampaignRow, JobRow
from storage.tables.candidates import CandidateCountRow, CandidateRow, CandidateScoreRow, CandidateTagRow, TagRow
from storage.tables.decisions import DecisionItemRow, DecisionRow
from storage.tables.drafts import ApprovalRow, DeliveryRow, DraftRow, EventRow, OverrideRow, SuppressionRow
from storage.tables.identity import LeadKeyRow, MergeRow, ProposalRow
from storage.tables.imports import ImportNoteRow, ImportRow, LeadChangeRow, UploadRow
from storage.tables.leads import NOT_COMPARED, EvidenceRow, LeadRow, PersonaRow, TrendAskRow, TrendPointRow
from storage.tables.models import DownloadRow, ModelCallRow, VectorRow
from storage.tables.recipes import RecipeRow
from storage.tables.runs import HostTraitRow, RunItemRow, RunLeadRow, RunRow, RunVisitRow
from storage.tables.sharing import ExportRow, SavedViewRow
from storage.tables.trail import AuditRow, PreferenceRow

__all__ = [
    "NOT_COMPARED",
    "ApprovalRow",
    "AuditRow",
    "Base",
    "CampaignRow",
    "CandidateCountRow",
    "CandidateRow",
    "CandidateScoreRow",
    "CandidateTagRow",
    "DecisionItemRow",
    "DecisionRow",
    "DeliveryRow",
    "DownloadRow",
    "DraftRow",
    "EventRow",
    "EvidenceRow",
    "ExportRow",
    "HostTraitRow",
    "ImportNoteRow",
    "ImportRow",
    "JobRow",
    "LeadChangeRow",
    "LeadKeyRow",
    "LeadRow",
    "MergeRow",
    "ModelCallRow",
    "Moment",
    "OverrideRow",
    "PersonaRow",
    "PreferenceRow",
    "ProposalRow",
    "RecipeRow",
    "RunItemRow",
    "RunLeadRow",
    "RunRow",
    "RunVisitRow",
    "SavedViewRow",
    "SuppressionRow",
    "TagRow",
    "TrendAskRow",
    "TrendPointRow",
    "UploadRow",
    "VectorRow",
]
