"""Sentences by somebody who had not read a rule of the check: what is made up is flagged, what is true passes.

The rules were mended on half of the leads. The other half was sealed until they stood; at its first reading 82.5 %
of what is made up was flagged in each language, and 8 of 120 true sentences were.
"""

from collections.abc import Sequence

import pytest

from agents.grounding.check import check
from models.embeddings.base import Embedder
from models.embeddings.minilm import MiniLM
from storage.records import LANGUAGES
from tests.agents.grounding.strangers import READ, UNREAD, Case, cases


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return MiniLM()


def is_flagged(case: Case, embedder: Embedder) -> bool:
    told = check("", f"Hello,\n\nI am writing to you. {case.text}\n\nSo much for today.", case.grounds, embedder)
    return any(one.problem and one.text[:12] in case.text for one in told)


def wrong(of: Sequence[Case], embedder: Embedder) -> list[str]:
    """Those that were judged otherwise than they should be."""
    return [case.text for case in of if is_flagged(case, embedder) != case.must_flag]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("file", "least"), [(READ, 0.95), (UNREAD, 0.8)])
def test_what_a_stranger_made_up_is_flagged(file: str, least: float, language: str, embedder: Embedder) -> None:
    made_up = [case for case in cases(file) if case.language == language and case.must_flag]
    missed = wrong(made_up, embedder)
    assert len(made_up) == 40
    assert len(missed) <= (1 - least) * len(made_up), missed


@pytest.mark.parametrize(("file", "most"), [(READ, 0.05), (UNREAD, 0.07)])
def test_what_a_stranger_said_truly_passes(file: str, most: float, embedder: Embedder) -> None:
    true = [case for case in cases(file) if not case.must_flag]
    flagged = wrong(true, embedder)
    assert len(true) == 120
    assert len(flagged) <= most * len(true), flagged
