"""Numbers in words, in the three languages, as their values."""

from collections.abc import Iterator

_ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "de": "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_LARGE = {
    "en": {"hundred": 100, "thousand": 1000, "dozen": 12},
    "de": {"hundert": 100, "tausend": 1000, "dutzend": 12},
    "es": {"cien": 100, "ciento": 100, "mil": 1000, "docena": 12, "veintiun": 21},
}
_SPANS = ("jahrig", "wochig", "monatig", "tagig", "stundig", "kopfig", "minutig", "fach", "stellig", "gangig")


def _values(language: str) -> dict[str, int]:
    ones = {word: number for number, word in enumerate(_ONES[language].split(), 1)}
    tens = {word: 20 + 10 * number for number, word in enumerate(_TENS[language].split())}
    found = {**ones, **tens, **_LARGE[language]}
    units = [(word, number) for word, number in ones.items() if number < 10]
    if language == "de":
        found |= {f"{unit}und{ten}": high + low for unit, low in units for ten, high in tens.items()}
        found |= {f"{unit}hundert": 100 * low for unit, low in units}
    if language == "es":
        found |= {f"veinti{unit}": 20 + low for unit, low in units}
    return found


VALUES = {code: _values(code) for code in _ONES}
"""Language -> a number's folded word -> its value."""


def value(word: str, language: str) -> int | None:
    """The value of a number in words, of "achtwochiger" that of its first part; None for any other word."""
    known = VALUES[language]
    if word in known:
        return known[word]
    if language == "de":
        first, found, _ = next((word.partition(span) for span in _SPANS if span in word), ("", "", ""))
        return known.get(first) if found else None
    return None


def numerals(words: tuple[str, ...], language: str) -> Iterator[tuple[int, int, int]]:
    """Start, end (exclusive) and value of every number in words: "thirty six" and "treinta y seis" are one."""
    place = 0
    while place < len(words):
        number = value(words[place], language)
        end = place + 1
        if number is not None:
            after = end + (language == "es" and words[end : end + 1] == ("y",))
            low = value(words[after], language) if after < len(words) else None
            if number in range(20, 100, 10) and low is not None and low < 10:
                number, end = number + low, after + 1
            yield place, end, number
        place = end
