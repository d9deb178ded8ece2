"""What an answer that came back means: sorted by a chat model where one is chosen, by rules where not."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.language import quoting
from models.language.asking import ask_each
from models.language.base import LanguageModel, WriteRequest, Written
from models.language.prompt import Prompt, object_in

MOST_CHARACTERS = 4000


class Answer(StrEnum):
    """What somebody who was written to wants."""

    INTERESTED = "interested"
    QUESTION = "question"
    LATER = "later"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Sorted:
    """The class of one answer and the words in it that this rests on.

    ``by`` is the model's name, or "rules". ``problem`` says why a model's answer could not be used; the class is
    then unclear, for a person to read.
    """

    answer: Answer
    words: str
    by: str
    problem: str = ""


SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"class": {"type": "string", "enum": list(Answer)}, "words": {"type": "string"}},
        "required": ["class", "words"],
        "additionalProperties": False,
    },
    separators=(",", ":"),
)

_CUT_OFF = "The model's answer was cut off."
_HISTORY = re.compile(
    r"^(?:>.*|-{2,} ?(?:original message|ursprüngliche nachricht|mensaje original) ?-{2,}"
    r"|(?:on|am|el) .{4,120}(?:wrote|schrieb(?: .{1,80})?|escribió):)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_AUTOMATIC = (
    r"out of (?:the )?office|automatic reply|auto-?reply|abwesenheits\w*|automatische antwort|nicht im (?:büro|haus)"
    r"|respuesta automática|fuera de la oficina"
)
_UNSURE = r"not sure|unsure|can't decide|nicht sicher|weiß (?:noch )?nicht|no (?:sé|lo sé|estoy segur\w+)"
# Tried in this order, each on what the one before left: "not interested" holds "interested".
_RULES: tuple[tuple[Answer, tuple[str, ...]], ...] = (
    (
        Answer.NO,
        (
            r"(?:not|no longer) (?:\w+ )?interested|no interest|(?:don't|do not) (?:need|want)|no,? thanks?(?: you)?",
            r"unsubscribe|remove (?:me|us)|stop (?:writing|e-?mailing)",
            r"(?:do not|don't) (?:contact|write|e-?mail)(?: \w+)?",
            r"kein(?:e[nr]?)? (?:interesse|bedarf)|nicht (?:\w+ )?interessiert|nein,? danke|abmelden|abbestellen",
            r"keine weiteren (?:e-?mails|nachrichten|anfragen)|nicht mehr (?:anschreiben|schreiben|kontaktieren)",
            r"brauchen (?:wir )?(?:das |so etwas )?nicht",
            r"no (?:nos|me) interesa\w*|no estamos interesad\w+|no,? gracias|darme de baja|no (?:lo )?necesitamos",
            r"no (?:me |nos )?(?:escriba\w*|escribáis|contacte\w*)|dejen? de (?:escribir\w*|contactar\w*)",
        ),
    ),
    (
        Answer.LATER,
        (
            r"not (?:right )?now|(?:maybe |perhaps )?later(?: this year)?|too busy",
            r"after the (?:season|holidays|summer)",
            r"next (?:month|year|quarter|season|spring|summer|autumn|winter)",
            r"später|nächste[nrms]? (?:monat|jahr|quartal|saison)|nach (?:der saison|den ferien|dem sommer)",
            r"(?:im moment|zur ?zeit|gerade|momentan) (?:leider )?(?:nicht|keine zeit)",
            r"más adelante|más tarde|ahora no|el (?:próximo (?:mes|año)|año que viene|mes que viene)",
            r"después (?:de la temporada|del verano)|no (?:tengo|tenemos) tiempo|no es (?:el|buen) momento",
        ),
    ),
    (
        Answer.INTERESTED,
        (
            r"(?:i am|i'm|we are|we're|very|definitely) interested|sounds (?:good|great|interesting)|yes,? please",
            r"(?:please )?(?:call|ring) (?:me|us)|let's (?:talk|meet)|happy to (?:talk|chat|meet)",
            r"(?:please )?send (?:me|us) (?:more|the|some|your) ?\w*|love to (?:see|hear|try)",
            r"klingt (?:gut|interessant|spannend)|(?:bin|sind|wären|wäre) (?:sehr )?interessiert",
            r"(?:rufen|melden) sie (?:mich|uns|sich)|schicken sie (?:mir|uns)|gerne? (?:mehr|einen termin)",
            r"(?:me|nos) interesa\w*|suena (?:bien|interesante)|sí,? por favor",
            r"(?:llámeme|llámenos|llamadme|llamadnos)|(?:envíeme|envíenos|enviadme|enviadnos)\w*",
        ),
    ),
)
_PATTERNS = tuple(
    (answer, re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)) for answer, phrases in _RULES
)
_QUESTION = re.compile(r"[^.!?\n]{3,200}\?")
_UNCLEAR = re.compile(rf"(?<!\w)(?:{_AUTOMATIC}|{_UNSURE})(?!\w)", re.IGNORECASE)


def by_rules(answers: Sequence[str]) -> list[Sorted]:
    """Each answer sorted by the words in it (English, German, Spanish); unclear where two classes or none are named."""
    return [_by_rules(own_words(answer)) for answer in answers]


def classify(
    model: LanguageModel,
    prompt: Prompt,
    answers: Sequence[str],
    seed: int = 0,
    on_progress: Callable[[int], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    on_done: Callable[[int, Sorted], None] = lambda place, found: None,
) -> list[Sorted]:
    """Each answer sorted by a chat model, in order; a broken one is asked for once more with another seed.

    ``on_done`` gets each with its place as soon as nothing more will be asked for it; what a stop cut off is not done.
    A class counts only with words that stand in the answer. Raises what the model raises.
    """
    texts = [quoting.lines(own_words(answer), MOST_CHARACTERS) for answer in answers]
    asked = {n: prompt.render(answer=quoting.fenced(text)) for n, text in enumerate(texts) if text}
    found = {n: Sorted(Answer.UNCLEAR, "", model.name) for n in range(len(texts)) if n not in asked}
    for place, empty in found.items():
        on_done(place, empty)
    requests = {n: WriteRequest(text, seed, 200, system, SCHEMA) for n, (system, text) in asked.items()}

    def read(place: int, written: Written, seed: int) -> bool:
        found[place] = _read(written, texts[place], model.name)
        return not found[place].problem

    ask_each(model, requests, read, lambda place: on_done(place, found[place]), on_progress, should_stop)
    cut_off = Sorted(Answer.UNCLEAR, "", model.name, _CUT_OFF)
    return [found.get(n, cut_off) for n in range(len(texts))]


def own_words(answer: str) -> str:
    """An answer without the letter that it answers: what follows, or is marked as, earlier mail is cut off."""
    kept: list[str] = []
    for line in answer.splitlines():
        match = _HISTORY.match(line)
        if match and not line.startswith(">"):
            break
        if not match:
            kept.append(line)
    return "\n".join(kept).strip()


def _by_rules(text: str) -> Sorted:
    if _UNCLEAR.search(text):
        return Sorted(Answer.UNCLEAR, "", "rules")
    named: dict[Answer, str] = {}
    rest = text
    for answer, pattern in _PATTERNS:
        if match := pattern.search(rest):
            named[answer] = match[0]
            rest = pattern.sub(" ", rest)
    if not named and (question := _QUESTION.search(text)):
        named[Answer.QUESTION] = question[0].strip()
    if len(named) != 1:
        return Sorted(Answer.UNCLEAR, "; ".join(named.values()), "rules")
    ((answer, words),) = named.items()
    return Sorted(answer, words, "rules")


def _read(written: Written, text: str, model: str) -> Sorted:
    if written.problem or not written.finished:
        return Sorted(Answer.UNCLEAR, "", model, written.problem or _CUT_OFF)
    found = object_in(written.text) or {}
    label, words = found.get("class"), found.get("words")
    if set(found) != {"class", "words"} or label not in tuple(Answer) or not isinstance(words, str):
        return Sorted(Answer.UNCLEAR, "", model, "The model's answer was none of the classes.")
    said = " ".join(words.split()).strip("\"“”„«»'")
    stands = bool(said) and said.casefold() in " ".join(text.split()).casefold()
    if not stands and label != Answer.UNCLEAR:
        return Sorted(Answer.UNCLEAR, "", model, "The model named words that do not stand in the answer.")
    return Sorted(Answer(label), said if stands else "", model)
