"""Everything that a draft may state: the words of the brief, and the evidence about the lead."""

from dataclasses import dataclass

from storage.records import Quote


@dataclass(frozen=True)
class Grounds:
    """Everything that a draft may state: the brief's words and the lead's evidence.

    Args:
        language: of the draft, "en", "de" or "es".
        label_words: what the sector is called ("café", "cafés", "guests").
        known: further words of the brief or of ours that may stand in the text (the trend's clause, our links).
        is_reply: whether the lead wrote to us first, so that a text may speak of their message.
    """

    company: str
    city: str
    place: str
    sector: str
    offer: str
    sender: str
    sender_company: str
    language: str
    evidence: tuple[Quote, ...] = ()
    label_words: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    is_reply: bool = False

    def brief(self) -> tuple[str, ...]:
        """All texts of the brief, the label words among them."""
        own = (self.company, self.city, self.place, self.offer, self.sender, self.sender_company)
        return tuple(text for text in (*own, *self.label_words, *self.known) if text)
