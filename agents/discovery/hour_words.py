"""The words of opening hours in German, English and Spanish, as tokens."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

# Full names and abbreviations of each day; a plural or adverbial -s may follow a full name.
_NAMES = {
    "Mo": "monday|montag|lunes|mon|mo|lun",
    "Tu": "tuesday|dienstag|martes|tues|tue|tu|di|mar",
    "We": "wednesday|mittwoch|miércoles|miercoles|wed|we|mi|mié|mie",
    "Th": "thursday|donnerstag|jueves|thurs|thur|thu|th|do|jue",
    "Fr": "friday|freitag|viernes|fri|fr|vie",
    "Sa": "saturday|samstag|sonnabend|sábado|sabado|sat|sa|sam|sáb|sab",
    "Su": "sunday|sonntag|domingo|sun|su|so|dom",
    "PH": "public holidays?|bank holidays?|holidays?|an feiertagen|feiertagen?|feiertags?|feiertage|festivos?",
}
_DAY_OF = {name: day for day, names in _NAMES.items() if day != "PH" for name in names.split("|")}
_WEEK = r"täglich|daily|every ?day|7 days a week|seven days a week|todos los días|todos los dias|diario|diariamente"
_WEEKEND = r"wochenende|am wochenende|weekends?|fines? de semana"
_WEEKDAYS = r"weekdays|montag bis freitag"
_DASHES = r"[-–—−‐‑~]+|\bbis\b|\bto\b|\btill?\b|\buntil\b|\bthrough\b|\bthru\b|\ba\b|\bhasta\b|\bal\b"
_FILLING = (
    r"öffnungszeiten|opening hours|opening times|business hours|horario de apertura|horario|hours|geöffnet|open|"
    r"abierto|von|from|de|between|uhr|hrs|las|los|am|an|on|at|jeweils|wir haben|unsere|our|we are|durchgehend|h\b|with|"
    r"sprechzeiten|ladenöffnungszeiten|ist|are|is|el|den|the|o'clock"
)


def _spaced(words: str) -> str:
    return words.replace(" ", r"\s")


_PATTERN = re.compile(
    rf"""
    (?P<always>24\s?/\s?7|24\ (?:stunden|hours|horas)(?:\ (?:geöffnet|open))?|rund\ um\ die\ uhr|around\ the\ clock)
  | (?P<appointment>(?:(?:und|oder|sowie|and|or|y|o)\ )?(?:nur\ |termine?\ )?(?:nach\ (?:vereinbarung|absprache)|
      by\ (?:prior\ )?appointment(?:\ only)?|con\ cita\ previa|cita\ previa))\b
  | (?P<holy>\bsonn-\s?(?:und|u\.|&|/)\s?feiertag(?:s|e|en)?\b)
  | (?P<week>\b(?:{_spaced(_WEEK)})\b) | (?P<weekend>\b(?:{_spaced(_WEEKEND)})\b)
  | (?P<weekdays>\b(?:{_spaced(_WEEKDAYS)})\b)
  | (?P<open>\bab)(?=\s*\d)
  | (?P<time>(?<![\d./])(?P<hour>[01]?\d|2[0-4])(?:\s?[:.h]\s?(?P<minute>[0-5]\d))?(?![\d])
      \s?(?P<half>a\.?m\b\.?|p\.?m\b\.?)?\s?(?P<unit>uhr\b|hrs\b|hs?\b)?)
  | (?P<noon>\b(?:noon|midday|mediodía)\b) | (?P<midnight>\b(?:midnight|mitternacht|medianoche)\b)
  | (?P<off>\b(?:geschlossen|ruhetag|closed|cerrado|cerramos)\b)
  | (?P<letters>(?-i:\b(?:L\s?[-–a]\s?[JVSD]|M\s?[-–]\s?F)\b)) | (?P<letter>(?-i:\b[SD]\b))
  | (?P<holiday>\b(?:{_spaced(_NAMES["PH"])})\b)
  | (?P<day>\b(?:{"|".join(sorted(_DAY_OF, key=len, reverse=True))})(?P<plural>s)?\b\.?)
  | (?P<dash>{_DASHES})
  | (?P<comma>,|&|\+|/|\bund\b|\band\b|\by\b|\bsowie\b)
  | (?P<break>[;\n|•·]+)
  | (?P<filling>\b(?:{_spaced(_FILLING)})\b|[:().]|\s+)
  | (?P<word>\w+|.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS = {"L": "Mo", "X": "We", "J": "Th", "V": "Fr", "S": "Sa", "D": "Su"}
# A day with a time or "closed" shortly behind it, which a fast look finds before anything is taken apart.
_ANCHOR = re.compile(
    rf"24\s?/\s?7|24 stunden|24 hours|24 horas|around the clock|rund um die uhr|\b(?:{_WEEK}|{_WEEKEND}|{_WEEKDAYS}|"
    rf"{'|'.join(name + 's?' for name in sorted(_DAY_OF, key=len, reverse=True))}|(?-i:[LMDS]))\b"
    r"(?:[^\d]{0,60}(?<!\d)\d|[^\d]{0,20}(?:geschlossen|ruhetag|closed|cerrado))",
    re.IGNORECASE,
)
_OTHER_HOURS = re.compile(
    r"küche|kitchen|cocina|hotline|telefonisch|by phone|lieferung|delivery|parken|parking|happy hour|kasse",
    re.IGNORECASE,
)
_CONTEXT, _LONGEST_SCAN, _MOST_TOKENS, _MOST_WINDOWS = 40, 60_000, 120, 30
_BEFORE, _BEHIND = 60, 900


class Kind(Enum):
    DAY, TIME, DASH, COMMA, BREAK, OFF, ALWAYS, APPOINTMENT, WORD = (auto() for _ in range(9))


@dataclass(frozen=True)
class Token:
    """One word: days of a DAY; minutes from midnight, am or pm, and an open end of a TIME; where it stands.

    ``is_plain`` says that the word could as well mean something else: a bare number, a two-letter day.
    """

    kind: Kind
    start: int
    end: int
    days: tuple[str, ...] = ()
    minutes: int = 0
    half: str = ""
    is_open: bool = False
    is_plain: bool = False


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Token]:
    """The tokens of a text or a part of it; what only fills in between is left out."""
    is_open, has_letters = False, False
    for match in _PATTERN.finditer(text, start, min(end, len(text))):
        kind = match.lastgroup or "word"
        kind = "time" if match.group("time") else "day" if match.group("day") else kind
        if kind == "filling":
            continue
        if kind == "open":
            is_open = True
            continue
        has_letters = has_letters or kind == "letters"
        yield _token("word" if kind == "letter" and not has_letters else kind, match, is_open)
        is_open = False


def runs(text: str) -> Iterator[list[Token]]:
    """The stretches of a text that name days with times and hold no other word, the first first."""
    scanned, end = text[:_LONGEST_SCAN], 0
    for _ in range(_MOST_WINDOWS):
        anchor = _ANCHOR.search(scanned, end)
        if anchor is None:
            return
        start = max(end, anchor.start() - _BEFORE)
        end = min(len(scanned), anchor.end() + _BEHIND)
        yield from _runs_in(scanned, start, end)


def _runs_in(text: str, start: int, end: int) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in (*tokens(text, start, end), Token(Kind.WORD, end, end)):
        if token.kind is not Kind.WORD and len(run) < _MOST_TOKENS:
            run.append(token)
            continue
        trimmed = _trimmed(run)
        if trimmed and _is_sure(trimmed):
            before = max(0, trimmed[0].start - _CONTEXT)
            if _OTHER_HOURS.search(text, before, trimmed[0].start) is None:
                yield trimmed
        run = []


def _token(kind: str, match: re.Match[str], is_open: bool) -> Token:
    start, end = match.span()
    match kind:
        case "time":
            return _time(match, is_open)
        case "noon" | "midnight":
            return Token(Kind.TIME, start, end, minutes=720 if kind == "noon" else 1440, is_open=is_open)
        case "day":
            return _day(match)
        case "letters" | "letter":
            return Token(Kind.DAY, start, end, _of_letters(match.group()))
        case "holiday":
            return Token(Kind.DAY, start, end, ("PH",))
        case "holy":
            return Token(Kind.DAY, start, end, ("Su", "PH"))
        case "week" | "weekend" | "weekdays":
            days = {"week": DAYS, "weekend": DAYS[5:], "weekdays": DAYS[:5]}[kind]
            return Token(Kind.DAY, start, end, days)
        case _:
            return Token(Kind[kind.upper()], start, end)


def _time(match: re.Match[str], is_open: bool) -> Token:
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    half = (match.group("half") or "").replace(".", "").casefold()
    if half and hour > 12:
        return Token(Kind.WORD, *match.span())
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    is_plain = not (match.group("minute") or half or match.group("unit"))
    if hour * 60 + minute > 1440:
        return Token(Kind.WORD, *match.span())
    return Token(Kind.TIME, *match.span(), minutes=hour * 60 + minute, half=half, is_open=is_open, is_plain=is_plain)


def _day(match: re.Match[str]) -> Token:
    written = match.group("day").rstrip(".")
    name = written.casefold().removesuffix("s") if match.group("plural") else written.casefold()
    day = _DAY_OF.get(name) or _DAY_OF.get(written.casefold())
    if day is None or (len(name) <= 3 and not written[0].isupper() and not name.startswith(("mo", "fr", "sa"))):
        return Token(Kind.WORD, *match.span())
    return Token(Kind.DAY, *match.span(), days=(day,), is_plain=len(name) <= 3)


def _of_letters(written: str) -> tuple[str, ...]:
    """``L-V``, ``M-F`` as the days from the first to the last; ``S``, ``D`` as one."""
    if written[0] == "M":
        return DAYS[:5]
    return DAYS[DAYS.index(_LETTERS[written[0]]) : DAYS.index(_LETTERS[written[-1]]) + 1]


def _trimmed(run: list[Token]) -> list[Token]:
    loose = (Kind.COMMA, Kind.DASH, Kind.BREAK, Kind.TIME)
    first = next((i for i, token in enumerate(run) if token.kind not in loose), len(run))
    last = next((i for i in range(len(run), first, -1) if run[i - 1].kind not in loose[:3]), first)
    return run[first:last]


def _is_sure(run: list[Token]) -> bool:
    """Whether days and times are meant: both are there, and not only by words that mean other things too."""
    days = [token for token in run if token.kind is Kind.DAY]
    times = [token for token in run if token.kind is Kind.TIME]
    if run and run[0].kind is Kind.ALWAYS and len(run) == 1:
        return True
    says_so = any(not token.is_plain for token in times) or any(not token.is_plain for token in days) or len(days) > 1
    return bool(days) and bool(times) and says_so
