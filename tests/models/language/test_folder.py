"""A model folder is described, or said to be broken."""

import json
import shutil
from pathlib import Path

import pytest

from models.language.folder import CARD, NEEDED, STARTER, describe, name_of
from storage.errors import BadConfig


def folder_with(tmp_path: Path, card: str) -> Path:
    """The starter's folder with another card."""
    for name in NEEDED:
        shutil.copyfile(STARTER / name, tmp_path / name)
    for name in ("openvino_tokenizer.bin", "openvino_detokenizer.bin"):
        shutil.copyfile(STARTER / name, tmp_path / name)
    (tmp_path / CARD).write_text(card)
    return tmp_path


def test_the_starter_folder_says_what_it_is_and_stays_below_30_mb() -> None:
    found = describe(STARTER)
    assert found.name.startswith("handpicked-starter") and found.languages == ("en", "de", "es")
    assert 4_000_000 < found.parameters < 8_000_000 and found.size <= 30 * 2**20


def test_a_missing_folder_is_named_with_the_way_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"nowhere is missing"):
        describe(tmp_path / "nowhere")


def test_an_incomplete_folder_names_the_files_it_lacks(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "{}")
    (folder / "openvino_model.bin").write_text("")
    with pytest.raises(BadConfig, match=r"lacks openvino_model\.bin"):
        describe(folder)


@pytest.mark.parametrize("card", ["", "[]", "not json", json.dumps({"name": "x", "parameters": "many"})])
def test_a_broken_card_is_named(tmp_path: Path, card: str) -> None:
    with pytest.raises(BadConfig, match=r"handpicked\.json"):
        describe(folder_with(tmp_path, card))


def test_a_folder_without_a_card_lends_its_own_name(tmp_path: Path) -> None:
    assert name_of(tmp_path / "nowhere") == "nowhere"
