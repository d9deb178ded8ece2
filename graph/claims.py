"""What a draft claims: its sentences by number, each with what settles it, and taking one out of the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agents.grounding.sentences import sentences
from graph import drafts
from graph.app import App
from graph.queue import Shown
from storage.errors import Changed, NotAllowed
from storage.records import About, Evidence, Override, Quote, Sentence


@dataclass(frozen=True)
class Claim:
    """A sentence that states something of the lead or of us, or that something is wrong with.

    ``number`` counts from 1 in the order of the text; ``override`` is a person's word that it may stay.
    """

    number: int
    sentence: Sentence
    override: Override | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing supports it and no person has settled it yet."""
        return bool(self.sentence.problem) and self.override is None


def claims(shown: Shown) -> list[Claim]:
    """Every claim of a draft once, in the order of its text."""
    words = {override.sentence: override for override in shown.overrides}
    told = {one.text: one for one in shown.draft.sentences if one.about != About.NEITHER or one.problem}
    return [Claim(number, one, words.get(text)) for number, (text, one) in enumerate(told.items(), start=1)]


def without(text: str, sentence: str) -> str:
    """A text without a sentence, wherever it stands; a line or paragraph that held nothing else goes with it."""
    lines: list[str] = []
    for line in text.splitlines():
        told = sentences(line)
        kept = " ".join(one for one in told if one != sentence)
        if sentence not in told:
            lines.append(line)
        elif kept:
            lines.append(kept)
        elif lines and not lines[-1]:
            lines.pop()
    return "\n".join(lines).strip("\n")


def can_remove(shown: Shown, sentence: str) -> bool:
    """Whether something is left of the subject and of the text without a sentence."""
    draft = shown.draft
    return all(not whole.strip() or without(whole, sentence).strip() for whole in (draft.subject, draft.body))


def remove(app: App, draft_id: int, digest: str, sentence: str, who: str) -> Shown:
    """Take a sentence out of a draft; what is left is checked again.

    Raises:
        Changed: the message is no longer the one whose ``digest`` was shown, or the sentence is gone already.
        NotAllowed: nothing would be left.
    """
    shown = drafts.show(app, draft_id)
    if sentence not in {one.text for one in shown.draft.sentences}:
        raise Changed("This sentence is not in the text any more.", todo="Read it as it stands now.")
    if not can_remove(shown, sentence):
        raise NotAllowed(
            "Nothing would be left without this sentence.",
            kept="The text stays as it is.",
            todo="Edit it, or reject the draft.",
        )
    subject, body = (without(whole, sentence) for whole in (shown.draft.subject, shown.draft.body))
    return drafts.edit(app, draft_id, digest, subject, body, who)


def read_in(quote: Quote, evidence: Sequence[Evidence]) -> Evidence | None:
    """Where and when a quote was read: the evidence that holds its words, else one of its field or of its page."""
    tests: tuple[Callable[[Evidence], bool], ...] = (
        lambda item: item.quote.url == quote.url and quote.text in item.quote.text,
        lambda item: quote.text in item.quote.text,
        lambda item: item.quote.field == quote.field,
        lambda item: bool(quote.url) and item.quote.url == quote.url,
    )
    for matches in tests:
        if found := next((item for item in evidence if matches(item)), None):
            return found
    return None
