"""A language model that writes by rule, instantly: for tests and for trying the pipeline without weights."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from models.language.base import Dialect, WriteRequest, Written
from models.language.starter_brief import EMAILS, TOPICS, Controls, Kind, parse
from models.language.starter_text import SIGNATURE, Template, pack
from models.language.starter_words import topic_names

_TEXTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "subject": ("A question for {company}",),
        "greeting": ("Hello {company} team,",),
        "opening": ("A few lines for {company} in {city}.", "A short note for {company}.", "A thought for {company}."),
        "topic": ("I read about <name>.",),
        "detail": ("I read about {detail}.",),
        "quote": ("I read “{quote}”.",),
        "rating": ("{rating} out of 5 is good to see.",),
        "reviews": ("It is good to see {reviews} reviews.",),
        "trend": ("I read that {trend}.",),
        "since": ("I read about the year {since}.",),
        "offer": ("We offer {offer}.",),
        "ask": ("May I send you more?", "Would a short call suit you?", "Shall I send you the details?"),
        "close": ("Best regards,",),
    },
    "de": {
        "subject": ("Eine Frage an {company}",),
        "greeting": ("Guten Tag!",),
        "opening": ("Ein paar Zeilen an {company}.", "Eine Idee für {company}.", "Ein Gedanke für {company}."),
        "topic": ("Gelesen: <name>.",),
        "detail": ("Gelesen: {detail}.",),
        "quote": ("Gelesen: „{quote}“.",),
        "rating": ("{rating} von 5.",),
        "reviews": ("{reviews} Bewertungen.",),
        "trend": ("Gelesen: {trend}.",),
        "since": ("Seit {since}.",),
        "offer": ("Wir bieten {offer}.",),
        "ask": ("Darf ich Ihnen mehr schicken?", "Soll ich mehr schicken?", "Haben Sie Interesse?"),
        "close": ("Beste Grüße",),
    },
    "es": {
        "subject": ("Una pregunta para {company}",),
        "greeting": ("Hola, equipo de {company}:",),
        "opening": ("Unas líneas para {company}.", "Una idea para {company}.", "Una consulta para {company}."),
        "topic": ("He leído: <name>.",),
        "detail": ("He leído: {detail}.",),
        "quote": ("He leído: «{quote}».",),
        "rating": ("Un {rating} sobre 5.",),
        "reviews": ("Las {reviews} reseñas.",),
        "trend": ("He leído que {trend}.",),
        "since": ("Desde {since}.",),
        "offer": ("Ofrecemos {offer}.",),
        "ask": ("¿Les interesa?", "¿Les envío más información?", "¿Hablamos?"),
        "close": ("Un cordial saludo,",),
    },
}


class ScriptedWriter:
    """Writes a valid text for any prompt of the starter writer.

    Args:
        spoil: true for a request whose answer shall be broken, so that checks and retries can be tried.
    """

    name = digest = "scripted"
    is_exact = True
    dialect: Dialect = "starter"

    def __init__(self, spoil: Callable[[WriteRequest], bool] = lambda _: False) -> None:
        self._spoil = spoil

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        """One text a request, in order; requests after a stop come back empty and unfinished."""
        written: list[Written] = []
        for request in requests:
            if should_stop():
                written.append(Written("", 0, finished=False))
                continue
            text = "{broken" if self._spoil(request) else _text(parse(request.prompt), request.seed)
            written.append(Written(text, len(text.split()), finished=True))
            on_written(len(written) - 1, written[-1])
            on_progress(len(written))
        return written


def _text(controls: Controls, seed: int) -> str:
    choose = Random(seed)  # noqa: S311 - repeatable on purpose
    said = {name: choose.choice(options) for name, options in _TEXTS[controls.language].items()}
    wanted = (controls.mention,) if controls.mention != "any" else controls.have[:2]
    facts = " ".join(_fact(fact, said, controls.language) for fact in wanted)
    core = f"{said['opening']} {facts} {said['offer']}".replace("  ", " ")
    body = core if controls.length == "short" else f"{core} {said['ask']}"
    if controls.kind in EMAILS:
        return pack(Template(said["subject"], f"{said['greeting']}\n\n{body}\n\n{said['close']}\n{SIGNATURE}"), "first")
    return pack(Template(said["subject"] if controls.kind == Kind.LANDING else "", body), controls.kind)


def _fact(fact: str, said: Mapping[str, str], language: str) -> str:
    return said["topic"].replace("<name>", topic_names(language, fact)[0]) if fact in TOPICS else said[fact]
