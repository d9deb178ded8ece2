"""The catalogue is read, and what is wrong with one is named."""

from pathlib import Path

import pytest

from models import catalogue
from models.language.base import Dialect
from storage.errors import BadConfig, NotFound

GOOD = """[[model]]
name = "a"
title = "A"
hub = "tests/a"
revision = "main"
size = 5
licence = "MIT"
languages = ["en"]
prompt = "chat"
memory = 9
summary = "A."
"""


def file_with(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalogue.toml"
    path.write_text(text)
    return path


def test_our_catalogue_offers_chat_models_of_rising_needs_from_openvino() -> None:
    entries = catalogue.read()
    wanted: Dialect = "chat"
    assert len(entries) >= 6 and all(entry.hub.startswith("OpenVINO/") for entry in entries)
    assert all(entry.prompt == wanted and "en" in entry.languages and entry.memory > entry.size for entry in entries)
    assert catalogue.find(entries[0].name) == entries[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "a"', 'name = "../a"', "'name' must be of small letters"),
        ("size = 5", 'size = "5"', "'size' must be a number of bytes"),
        ("size = 5", "size = 0", "'size' must be a number of bytes"),
        ("memory = 9\n", "", "'memory' is missing"),
        ('hub = "tests/a"', 'hub = "a"', "'hub' must be"),
        ('hub = "tests/a"', 'hub = "http://x/a"', "'hub' must be"),
        ('languages = ["en"]', 'languages = "en"', "'languages' must be"),
        ('prompt = "chat"', 'prompt = "plain"', "'prompt' must be"),
        ('title = "A"', "title = 3", "'title' must be a text"),
        ('title = "A"', 'titel = "A"', "no field 'titel'"),
        ("[[model]]", "[[model", "cannot be read"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadConfig, match=said):
        catalogue.read(file_with(tmp_path, GOOD.replace(old, new)))


def test_a_name_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="the name a twice"):
        catalogue.read(file_with(tmp_path, GOOD * 2))


def test_a_model_that_is_not_listed_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="'b'"):
        catalogue.find("b", file_with(tmp_path, GOOD))
