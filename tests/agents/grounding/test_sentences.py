"""Where sentences end, in three languages."""

import pytest

from agents.grounding.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    "text",
    [
        "We trade as Meyer & Co. in Lindental.",
        "Dr. Weber and Prof. Klein run it.",
        "St. Mary is near.",
        "It is rated 4.6 out of 5.",
        "J. R. Smith wrote to us.",
        "e.g. a terrace",
        "Das ist z. B. eine Terrasse.",
        "Am 5. Mai geht es los.",
        "Wir öffnen am 1. März bzw. im April.",
        "Ca. 200 m entfernt.",
        "Habla con la Sra. García.",
        "Abierto desde aprox. Marzo.",
        "Mr. Miller and Mrs. Hill",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We bake. You eat! Do they? Yes.", 4),
        ("Rated 4.6 out of 5. That is fine.", 2),
        ("Sie haben 4,6 von 5. Das ist schön.", 2),
        ("We are Meyer & Co. We bake.", 2),
        ("He said “Come in.” We came.", 2),
        ("¡Hola! ¿Qué tal? Bien.", 3),
        ("Hi Ann,\n\nthank you.\nBob", 3),
        ("Wait… Then go.", 2),
        ("„Gut.“ Das war alles.", 2),
    ],
)
def test_a_sentence_ends_where_it_ends(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_no_text_has_no_sentences_and_a_long_one_is_cut() -> None:
    assert sentences(" \n ") == ()
    assert [len(piece) for piece in sentences("x" * (LONGEST + 5))] == [LONGEST, 5]
