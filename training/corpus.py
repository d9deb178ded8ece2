"""Composes e-mails and posts for the starter writer to learn from: a brief and the text that answers it.

Nothing here states a fact that the brief does not have. A composition that repeats itself is drawn anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from models.language.starter_brief import LENGTHS, PRACTICES, ROLES, SECTOR_SLUGS, STYLES, Controls, render
from models.language.starter_text import fault, take_apart
from storage.records import TONES, Channel
from training.phrases import arguments, endings, openings, paraphrases, posts
from training.phrases.sectors import PHRASES

SIGNATURE = "{sender}\n{sender_company}"
_HOLDER = re.compile(r"<([A-Za-z]+)>")


@dataclass(frozen=True)
class Sample:
    """A prompt and the text that answers it."""

    prompt: str
    text: str


class Composer:
    """Draws samples without end from one seed."""

    def __init__(self, seed: int) -> None:
        self._draw = Random(seed)

    def sample(self) -> Sample:
        controls = self._controls()
        while True:
            text = self.email(controls) if controls.channel == Channel.EMAIL else self.post(controls)
            if not fault(take_apart(text, controls.channel), controls) and not _repeats_itself(text):
                return Sample(render(controls), text)

    def email(self, controls: Controls) -> str:
        subject_fact, first = self._lead(controls, 0.4), self._lead(controls, 1.0)
        greeting = self._one(openings.GREETINGS[controls.tone][controls.role])
        paragraphs = self._short(controls, first) if controls.length == "short" else self._normal(controls, first)
        close = self._one(endings.CLOSES[controls.tone][controls.style])
        subject = self._one(openings.SUBJECTS[controls.tone][subject_fact])
        text = "\n\n".join([f"Subject: {subject}", greeting, *paragraphs, f"{close}\n{SIGNATURE}"])
        return self._paraphrased(self._with_sector(text, controls.sector), controls.tone)

    def post(self, controls: Controls) -> str:
        parts = [
            self._one(posts.OPENINGS[controls.tone][self._lead(controls, 1.0)]),
            self._one(posts.OFFERS[controls.tone]),
        ]
        if controls.length == "normal":
            parts.append(self._one(posts.LAST_WORDS[controls.tone][controls.style]))
        return self._paraphrased(self._with_sector(" ".join(parts), controls.sector), controls.tone)

    def _controls(self) -> Controls:
        chance = self._draw.random
        have = [fact for fact, often in (("detail", 0.6), ("rating", 0.5), ("trend", 0.45)) if chance() < often]
        if "rating" in have and chance() < 0.85:
            have.insert(have.index("rating") + 1, "reviews")
        sector = self._one(SECTOR_SLUGS)
        can_mention = [fact for fact in have if fact != "reviews"]
        return Controls(
            channel=(Channel.EMAIL if chance() < 0.75 else Channel.SOCIAL).value,
            tone=self._one(TONES),
            sector=sector,
            role=self._one(ROLES if sector in PRACTICES else ROLES[:2]),
            length="normal" if chance() < 0.65 else self._one(LENGTHS),
            style="normal" if chance() < 0.4 else self._one(STYLES),
            mention=self._one(can_mention) if can_mention and chance() < 0.35 else "any",
            have=tuple(have),
        )

    def _lead(self, controls: Controls, often: float) -> str:
        """The fact to start from: the one asked for, else one of those known, as a key of the openings."""
        facts = [fact for fact in controls.have if fact != "reviews"]
        if not facts or self._draw.random() > often:
            return "none"
        fact = controls.mention if controls.mention != "any" else self._one(facts)
        return "reviews" if fact == "rating" and "reviews" in controls.have else fact

    def _short(self, controls: Controls, first: str) -> list[str]:
        opening = self._one(openings.OPENINGS[controls.tone][first])
        offer, ask = self._one(arguments.OFFERS[controls.tone]), self._ask(controls)
        if controls.style == "warm" and first != "trend" and self._draw.random() < 0.6:
            opening = f"{opening} {self._one(arguments.WARMTH[controls.tone])}"
        if self._draw.random() < 0.5:
            return [f"{opening} {offer}", ask]
        return [opening, f"{offer} {ask}"]

    def _normal(self, controls: Controls, first: str) -> list[str]:
        opening, offer, ask = self._opening(controls, first), self._offer(controls), self._ask(controls)
        if self._draw.random() < 0.15:
            ask = f"{ask} {self._one(endings.REFERRALS[controls.tone])}"
        layout = self._draw.random()
        if layout < 0.5:
            return [opening, f"{self._argument(controls, offer_follows=True)} {offer}", ask]
        if layout < 0.75:
            return [f"{opening} {offer}", f"{self._argument(controls, offer_follows=False)} {ask}"]
        return [opening, f"{self._truth(controls)} {self._one(arguments.ARGUMENTS[controls.tone])}", f"{offer} {ask}"]

    def _opening(self, controls: Controls, first: str) -> str:
        parts = [self._one(openings.OPENINGS[controls.tone][first])]
        others = [fact for fact in ("detail", "rating", "trend") if fact in controls.have and fact != first]
        if first in ("detail", "rating", "reviews") and others and self._draw.random() < 0.3:
            second = self._one([fact for fact in others if not (fact == "rating" and first == "reviews")] or [first])
            if second != first:
                key = "reviews" if second == "rating" and "reviews" in controls.have else second
                parts.append(self._one(arguments.SECONDS[controls.tone][key]))
        elif first != "none" and self._draw.random() < 0.5:
            parts.append(self._one(arguments.LINKS[controls.tone]["rating" if first == "reviews" else first]))
        if controls.style == "warm" and first != "trend":
            parts.append(self._one(arguments.WARMTH[controls.tone]))
        return " ".join(parts)

    def _argument(self, controls: Controls, offer_follows: bool) -> str:
        truth, argument = self._truth(controls), self._one(arguments.ARGUMENTS[controls.tone])
        kind = self._draw.random()
        if kind < 0.4:
            return truth
        if kind < 0.6:
            return f"{truth} {argument}"
        return self._one(arguments.LEAD_INS[controls.tone]) if offer_follows and kind > 0.85 else argument

    def _truth(self, controls: Controls) -> str:
        return self._one(PHRASES[controls.sector].truths)

    def _offer(self, controls: Controls) -> str:
        offer, kind = self._one(arguments.OFFERS[controls.tone]), self._draw.random()
        if kind < 0.35:
            return f"{offer} {self._one(arguments.ROLES[controls.tone][controls.role])}"
        return f"{offer} {self._one(arguments.FITS[controls.tone])}" if kind < 0.8 else offer

    def _ask(self, controls: Controls) -> str:
        asks = endings.ASKS[controls.tone]
        ask = self._one(asks[controls.style])
        leads = controls.style == "plain" and (controls.tone == "direct" or self._draw.random() < 0.4)
        return f"{self._one(asks['normal'])} {ask}" if leads else ask

    def _with_sector(self, text: str, sector: str) -> str:
        phrases = PHRASES[sector]

        def word(match: re.Match[str]) -> str:
            key = match[1].lower()
            options = getattr(phrases, key if key in ("label", "plural") else f"{key}s")
            chosen = options if isinstance(options, str) else self._one(options)
            return chosen[0].upper() + chosen[1:] if match[1][0].isupper() else chosen

        return _HOLDER.sub(word, text)

    def _paraphrased(self, text: str, tone: str) -> str:
        for group in (*paraphrases.ANY_TONE, *paraphrases.TONED[tone]):
            if group[0] in text:
                text = re.sub(rf"(?<!\w){re.escape(group[0])}(?!\w)", self._one(group), text, count=1)
        return text

    def _one(self, options: Sequence[str]) -> str:
        return self._draw.choice(options)


def _repeats_itself(text: str) -> bool:
    """Too much of one thing: a name said too often, a fact or a longer word said twice in neighbouring sentences."""
    body = (text.partition("\n\n")[2] if text.startswith("Subject:") else text).removesuffix(SIGNATURE)
    limits = {"{company}": 2, "{city}": 1, "{sender_company}": 1, "{sender}": 1, "{offer}": 1}
    if any(body.count(slot) > most for slot, most in limits.items()) or "{company}" not in body:
        return True
    if any(body.count(f"{{{fact}}}") > 1 for fact in ("detail", "rating", "reviews", "trend")):
        return True
    sentences = [sentence for sentence in re.split(r"(?<=[.?!:])\s+|\n+", body) if len(sentence.split()) > 2]
    starts = [" ".join(sentence.split()[:2]).casefold() for sentence in sentences]
    return len(set(starts)) < len(starts) or bool(_ECHOES.search(body.casefold()))


_ONCE = (
    "takes work|takes time|comes first|never ends|good time|the point|not a given|best able|best placed|know best"
    "|you'll know|you will know|accident|chance|i'd say|care|i like|at once|outside|why i'm writing|every day|in short"
    "|in one line|pass this on|pass it on|passed this on|one page|facts|hurry|urgency"
)
_BREVITY = "short|brief|quick|nutshell|in one line"
_GUESSES = "i imagine|i can imagine|my guess|i guess|i suppose|i assume"
_ECHOES = re.compile(
    rf"\b({_ONCE})\b.*\b\1\b|({_GUESSES}).*({_GUESSES})|(be brief|keep this short).*({_BREVITY})"
    r"|yes or no.*(a no is|not, ignore|no reply)",
    re.DOTALL,
)
"""Expressions that a reader would notice the second time."""
