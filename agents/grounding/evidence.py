"""What is known of a lead and of the brief, arranged so that a sentence can be held against it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from agents.grounding.days import opening
from agents.grounding.facts import FIRST_YEAR, NO_PROSE
from agents.grounding.figures import Figure, figures
from agents.grounding.grounds import Grounds
from agents.grounding.kin import kin
from agents.grounding.letters import concepts
from agents.grounding.lexicon import language_of
from agents.grounding.likeness import akin, denied_in, is_form
from agents.grounding.numerals import numerals
from agents.grounding.pages import lines
from agents.grounding.persons import people
from agents.grounding.sentences import sentences
from agents.grounding.words import Words, fold, split
from storage.records import LANGUAGES, Quote

MOST_CHARACTERS = 60_000
_NUMBERLESS = ("street", "postcode", "phone", "lat", "lon", "email", "website", "opening_hours")
_ROLES = ("rating", "reviews", "span")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d (?:Uhr|h)\b")
_FOR = re.compile(r"\b(?:for|with|für|mit|zu[mr]?|para|con|en)\b")
_LEAST_OF_AGE, _MOST_OF_AGE = 0.85, 1.03
_LONGEST_VERBATIM = 240
_SHORTEST_VERBATIM = 4


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
    offer_heads: set[str] = field(default_factory=set)
    denied: dict[str, list[Quote]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], list[tuple[str, Quote]]] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)
    values: set[int] = field(default_factory=set)
    told_values: set[int] = field(default_factory=set)
    kin: dict[str, list[Quote]] = field(default_factory=dict)
    denied_kin: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    opened: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
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
        known.offer_heads.update(split(_FOR.split(grounds.offer)[0]).words)
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
        like = next((quotes for other, quotes in self.words.items() if akin(word, other)), None)
        return like if like is not None else next((self.kin[one] for one in kin(word) if one in self.kin), None)

    def offers(self, word: str) -> bool:
        """Whether a word or a relative of it stands in the offer or elsewhere in the brief."""
        return word in self.brief_words or any(akin(word, one) for one in self.brief_words)

    def knows(self, word: str) -> bool:
        """Whether the very word stands in the evidence or the brief."""
        return word in self.words or word in self.brief_words

    def denies(self, word: str) -> bool:
        """Whether a word or a relative of it stands in what the evidence denies, or in the brief, which is ours."""
        if self.offers(word) or any(is_form(word, other) for other in self.denied):
            return True
        return not self.denied_kin.isdisjoint(kin(word))

    def only_denies(self, word: str, is_ordinary: bool) -> bool:
        """Whether the evidence denies a thing of this name, or one that is called otherwise, and says it nowhere."""
        classes = kin(word)
        is_form_of_denied = not is_ordinary and any(is_form(word, other) for other in self.denied)
        if not is_form_of_denied and self.denied_kin.isdisjoint(classes):
            return False
        if self.offers(word) or any(akin(word, other) for other in self.words):
            return False
        return classes.isdisjoint(self.kin)

    def figure(self, figure: Figure, of_us: bool) -> list[Quote] | None:
        """The quotes that carry a figure in its role, [] where the brief does, None where nothing does."""
        key = (figure.value, figure.unit)
        found = [] if of_us else self.numbers.get(key, [])
        quotes = [quote for role, quote in found if _fits(figure, role)]
        if quotes:
            return quotes
        is_bare = any(role in _ROLES for role, _ in self.numbers.get(key, ()))
        return [] if key in self.told and (of_us or not is_bare) else None

    def evidences(self, word: str) -> bool:
        """Whether a word or a relative of it stands in the evidence itself, not only in the brief."""
        if word in self.words or any(is_form(word, other) for other in self.words):
            return True
        return not kin(word).isdisjoint(self.kin)

    def counts(self, number: int, of_us: bool) -> bool:
        """Whether a number that is written in words stands anywhere: of us in the brief, else in the evidence too."""
        return number in self.told_values or (not of_us and number in self.values)

    def counts_days(self, number: int) -> bool:
        """Whether they are open, or closed, on this many days of the week."""
        return bool(self.opened) and number in (len(self.opened), 7 - len(self.opened))

    def lasts(self, years: int) -> bool:
        """Whether something has gone on for about so many years since a year that the evidence gives."""
        ages = [date.today().year - year for year in self.values if FIRST_YEAR <= year <= date.today().year]
        return any(_LEAST_OF_AGE * age <= years <= _MOST_OF_AGE * age + 1 for age in ages)

    def _brief(self, text: str) -> None:
        words = split(text)
        self.brief_words.update(words.words)
        self.told.update((figure.value, figure.unit) for figure in figures(text))
        self.told_values |= _values(text, words)
        for concept in concepts(words, "", in_letter=False):
            self.concepts.setdefault(concept, [])

    def _quote(self, quote: Quote, text: str) -> None:
        for sentence, words in _believed(quote.field, text):
            no = denied_in(words) if quote.field not in NO_PROSE else set()
            self.mentioned.update(words.words)
            if quote.field not in NO_PROSE:
                self.people |= people(sentence, words, self.grounds.city)
            if quote.field not in NO_PROSE:
                self.values |= _values(sentence, words)
            for place, word in enumerate(words.words):
                _keep(self.denied if place in no else self.words, word, quote)
                for one in kin(word):
                    if place in no:
                        self.denied_kin.add(one)
                    else:
                        _keep(self.kin, one, quote)
            opened, closed = opening(sentence)
            self.opened |= opened
            self.closed |= closed
            for figure in figures(sentence) if quote.field not in _NUMBERLESS else ():
                self.numbers.setdefault((figure.value, figure.unit), []).append((_role(figure, quote), quote))
            if quote.field in NO_PROSE and quote.field != "name":
                continue
            for concept in concepts(words, language_of(words), in_letter=False):
                _keep(self.concepts, concept, quote)
            self.lines.append((sentence, quote))
            if _SHORTEST_VERBATIM <= len(sentence) <= _LONGEST_VERBATIM and quote.field != "name":
                self.verbatim.append((fold(sentence).rstrip(" .!;,"), quote))


def _values(text: str, words: Words) -> set[int]:
    """All whole numbers of a text, in figures or in the words of any language."""
    found = {number for code in LANGUAGES for _, _, number in numerals(words.words, code)}
    plain = {int(figure.value) for figure in figures(text) if figure.value.isdigit()}
    if _CLOCK.search(text):
        plain |= {hour - 12 for hour in plain if hour in range(13, 24)}
    return found | plain


def _role(figure: Figure, quote: Quote) -> str:
    """What a figure of the evidence counts: by the words beside it, else by the field that it is the value of."""
    if figure.role in _ROLES:
        return figure.role
    return quote.field if quote.field in _ROLES else ""


def _fits(figure: Figure, role: str) -> bool:
    """Whether a figure says what it says in the evidence: a rating is no year, a number of reviews counts no staff."""
    if role in _ROLES or figure.role in _ROLES:
        return figure.role in (role, f"near {role}")
    return True


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
