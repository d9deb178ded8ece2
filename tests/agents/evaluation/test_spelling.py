"""Spelling by hunspell: .ci/run installs it with its dictionaries."""

import pytest

from agents.evaluation.spelling import unknown
from storage.errors import BadConfig


@pytest.mark.parametrize(
    ("language", "sound", "broken"),
    [
        ("en", "The neighbour’s colourful café isn’t far.", "recieve"),
        ("de", "Die Außenplätze sind schön, „wirklich“.", "villeicht"),
        ("es", "¿Habláis mañana? «Con cariño», quizá.", "reserba"),
    ],
)
def test_each_language_has_its_dictionary(language: str, sound: str, broken: str) -> None:
    assert unknown([sound], language) == []
    assert unknown([sound, f"{broken} {broken}."], language) == [broken, broken]


def test_a_missing_program_is_named_with_the_packages_to_install() -> None:
    with pytest.raises(BadConfig, match="hunspell-en-gb"):
        unknown(["text"], "en", program="no-such-hunspell")
