"""What is known of a lead and of the brief, arranged so that a sentence can be held against it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from agents.grounding.facts import NO_PROSE
from agents.grounding.figures import figures
from agents.grounding.letters import concepts
from agents.grounding.lexicon import language_of
from agents.grounding.pages import lines
from agents.grounding.sentences import sentences
from agents.grounding.words import Words, fold, split
from storage.records import Quote

MOST_CHARACTERS = 60_000
_NUMBERLESS = ("street", "postcode", "phone", "lat", "lon", "email", "website", "opening_hours")
_LONGEST_VERBATIM = 240
_SHORTEST_VERBATIM = 4


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


def _holding(text: str, evidence: Sequence[Quote]) -> Quote | None:
    """The quote that holds a text word for word, if any."""
    wanted = fold(text)
    return next((quote for quote in evidence if wanted in fold(quote.text)), None)


@dataclass
class Known:
    """The grounds taken apart: words, figures and concepts, each with the quotes that carry it."""

    grounds: Grounds
    words: dict[str, list[Quote]] = field(default_factory=dict)
    brief_words: set[str] = field(default_factory=set)
    offer_words: set[str] = field(default_factory=set)
    numbers: dict[tuple[str, str], list[Quote]] = field(default_factory=dict)
    concepts: dict[str, list[Quote]] = field(default_factory=dict)
    verbatim: list[tuple[str, Quote | None]] = field(default_factory=list)
    lines: list[tuple[str, Quote]] = field(default_factory=list)

    @classmethod
    def of(cls, grounds: Grounds) -> "Known":
        """Read the grounds once; at most 60,000 characters of evidence."""
        known = cls(grounds)
        for text in grounds.brief():
            known._brief(text)
        known.offer_words.update(split(grounds.offer).words)
        left = MOST_CHARACTERS
        for quote in grounds.evidence:
            known._quote(quote, quote.text[: max(0, left)])
            left -= len(quote.text)
        texts = [(grounds.offer, None), *((text, _holding(text, grounds.evidence)) for text in grounds.known)]
        known.verbatim += [(fold(text), quote) for text, quote in texts if len(text) >= _SHORTEST_VERBATIM]
        known.verbatim.sort(key=lambda one: -len(one[0]))
        return known

    def carries(self, word: str) -> list[Quote] | None:
        """The quotes in which a word or a relative of it stands; None where nothing known holds it."""
        if word in self.words:
            return self.words[word]
        if word in self.brief_words or any(akin(word, one) for one in self.brief_words):
            return []
        return next((quotes for other, quotes in self.words.items() if akin(word, other)), None)

    def evidences(self, word: str) -> bool:
        """Whether a word or a relative of it stands in the evidence itself, not only in the brief."""
        return word in self.words or any(is_form(word, other) for other in self.words)

    def _brief(self, text: str) -> None:
        words = split(text)
        self.brief_words.update(words.words)
        for figure in figures(text):
            self.numbers.setdefault((figure.value, figure.unit), [])
        for concept in concepts(words, "", in_letter=False):
            self.concepts.setdefault(concept, [])

    def _quote(self, quote: Quote, text: str) -> None:
        for sentence, words in _believed(quote.field, text):
            for word in words.words:
                _keep(self.words, word, quote)
            for figure in figures(sentence) if quote.field not in _NUMBERLESS else ():
                self.numbers.setdefault((figure.value, figure.unit), []).append(quote)
            if quote.field in NO_PROSE and quote.field != "name":
                continue
            for concept in concepts(words, language_of(words), in_letter=False):
                _keep(self.concepts, concept, quote)
            self.lines.append((sentence, quote))
            if _SHORTEST_VERBATIM <= len(sentence) <= _LONGEST_VERBATIM and quote.field != "name":
                self.verbatim.append((fold(sentence).rstrip(" .!;,"), quote))


def akin(word: str, other: str) -> bool:
    """Whether two folded words are forms of one word, or one a compound that ends or begins with the other."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < 4:
        return word == other
    if len(shorter) >= 5 and (longer.endswith(shorter) or longer.startswith(shorter)):
        return True
    return is_form(word, other)


def is_form(word: str, other: str) -> bool:
    """Whether two folded words begin alike and differ by an ending only."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < 4:
        return word == other
    stem = max(4, len(shorter) - 2)
    return shorter[:stem] == longer[:stem] and len(longer) - stem <= 4


def _believed(field: str, text: str) -> Iterator[tuple[str, Words]]:
    """The sentences of a quote that may be believed: a page's words that give orders support nothing."""
    if field in NO_PROSE:
        yield from ((sentence, split(sentence)) for sentence in sentences(text))
    else:
        yield from ((line.text, line.words) for line in lines(text))


def _keep(where: dict[str, list[Quote]], key: str, quote: Quote) -> None:
    quotes = where.setdefault(key, [])
    if quote not in quotes:
        quotes.append(quote)


def unique(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes in order, each once."""
    return tuple(dict.fromkeys(quotes))


def texts_of(lines: Sequence[tuple[str, Quote]], most: int) -> list[str]:
    """The first evidence sentences, for an embedding model."""
    return [text for text, _ in lines[:most]]
