"""Where one sentence ends and the next begins, in English, German and Spanish letters and pages."""

import re

LONGEST = 600
"""Characters of a sentence; what is longer is cut there, for it is no sentence but a list or a table."""

_END = re.compile(r"""[.!?…]+["”“’»)\]]*(?=\s)""")
_SAYS = re.compile(r"\w")
_LAST = re.compile(r"([^\W\d_]+|\d[\d.,]*)[.]$")
_NEXT = re.compile(r"\s+([^\s]+)")
_MONTHS = (
    r"(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec|ene|abr|ago|dic"
    r"|Jahrhundert|Generation|Platz|Mal|Tag|Stock)"
)
_AFTER_ORDINAL = re.compile(rf"(?:[a-zäöüáéíóúñ]|{_MONTHS})")
_NEVER_LAST = frozenset(
    (
        "dr", "mr", "mrs", "ms", "st", "prof", "herr", "fr", "hr", "sr", "sra", "srta", "dra", "d", "dña", "avda",
        "ctra", "ud", "uds", "nr", "núm", "pág", "tel", "vs", "approx", "aprox", "ca", "ggf", "bzw", "zzgl",
        "inkl", "evtl", "z", "b", "u", "a", "h", "i", "e", "g", "s", "o", "p", "vol", "fig", "abs", "str", "dipl",
        "ing", "med", "jun", "sen", "geb", "gegr", "vgl", "bspw", "zb", "dh",
    )
)  # fmt: skip
_MAY_BE_LAST = frozenset(
    (
        "co", "inc", "ltd", "corp", "jr", "etc", "usw", "bros", "cía", "cia", "kg", "ag", "llc", "plc", "usf", "al",
        "uvm",
    )
)  # fmt: skip
_BEGINNERS = frozenset(
    (
        "the", "a", "an", "we", "you", "i", "it", "this", "that", "these", "our", "your", "my", "in", "on", "at",
        "and", "but", "so", "if", "when", "what", "how", "as", "for", "with", "they", "there", "would", "could",
        "wir", "sie", "ich", "es", "das", "die", "der", "ein", "eine", "unser", "unsere", "ihr", "ihre", "mein",
        "meine", "im", "am", "bei", "und", "aber", "so", "wenn", "was", "wie", "da", "dort", "für", "mit", "el",
        "la", "los", "las", "un", "una", "nos", "nosotros", "usted", "ustedes", "yo", "su", "sus", "nuestro",
        "nuestra", "en", "y", "pero", "si", "cuando", "qué", "cómo", "con", "para",
    )
)  # fmt: skip


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, without the white space around them; a line's end ends a sentence.

    What holds no letter and no figure is no sentence.
    """
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            if _is_end(line, start, end):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return tuple(piece for one in found if _SAYS.search(one) for piece in _short(one))


def _short(sentence: str) -> list[str]:
    return [sentence[start : start + LONGEST] for start in range(0, len(sentence), LONGEST)]


def _is_end(line: str, start: int, end: re.Match[str]) -> bool:
    following = _NEXT.match(line, end.end())
    word = following[1] if following else ""
    if not word:
        return True
    if end[0] == "." and (last := _LAST.search(line, max(start, end.start() - 40), end.end())):
        return _ends_after(last[1], word)
    return not word[0].islower()


def _ends_after(last: str, following: str) -> bool:
    folded = last.casefold()
    if last[0].isdigit():
        return not (len(last) <= 2 and _AFTER_ORDINAL.match(following))
    if folded in _NEVER_LAST or (len(last) == 1 and last.isalpha()):
        return False
    if folded in _MAY_BE_LAST:
        return following.strip("“„«¿¡\"'").casefold() in _BEGINNERS and following[0].isupper()
    return not following[0].islower()
