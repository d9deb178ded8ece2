"""What is asked of any writer, and what comes back: the same for the starter writer and for chat models."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.records import Quote


@dataclass(frozen=True)
class WritingBrief:
    """What one text shall be.

    Args:
        kind: one of ``models.language.starter_brief.Kind``.
        tone: one of ``storage.records.TONES``.
        language: one of ``storage.records.LANGUAGES``.
        sector: a slug of ``storage.sectors``; an unknown one counts as "other".
        role: who reads it, in the persona's words.
        facts: slot -> value. ``company``, ``city``, ``offer``, ``sender`` and ``sender_company`` must be there;
            ``detail``, ``quote``, ``since``, ``rating``, ``reviews`` and ``trend`` where known. ``offer`` completes
            "We offer ..." in the text's language; ``trend`` is a clause in that language.
        topics: what the evidence speaks of, out of ``models.language.starter_brief.TOPICS``.
        noise: what else it speaks of, out of ``models.language.starter_brief.NOISE``.
        evidence: the quotes that facts and topics come from.
        seed: the same brief, seed and model give the same text.
        about: for a reply, what it answers to.
        comment: a person's wish for a rewrite, "" for a first version.
        before_subject: the text that the comment is on.
        before_body: likewise.
    """

    kind: str
    tone: str
    language: str
    sector: str
    role: str
    facts: Mapping[str, str]
    seed: int
    topics: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    about: str = "none"
    comment: str = ""
    before_subject: str = ""
    before_body: str = ""


@dataclass(frozen=True)
class Piece:
    """A written text and how it came about. ``used`` holds the slots that stand in it and what was filled in.

    ``model``, ``prompt`` and ``seed`` are those of the try that gave the text, so it can be written again;
    ``model_digest`` tells models of one name apart. ``problem`` is one sentence where no usable text came; subject and
    body are then empty.
    """

    subject: str
    body: str
    used: Mapping[str, str]
    model: str
    prompt: str
    prompt_version: str
    seed: int
    problem: str = ""
    model_digest: str = ""
