"""Model folders and GGUF files that are cut off, of another kind, or too large are named before anything is loaded."""

import json
import shutil
import struct
from pathlib import Path

import pytest

from models.language.folder import CARD, check, describe, needed_memory
from models.language.gguf_file import ARCHITECTURES
from models.language.memory import free_memory, most_used
from storage.errors import BadConfig
from tests.models.language.random_model import write_folder, write_gguf


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("made") / "tiny")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "tiny"))


def refused(path: Path, match: str, free: int | None = None) -> None:
    with pytest.raises(BadConfig, match=match):
        check(path, free)


def test_a_folder_without_a_card_is_described_from_its_config(folder: Path) -> None:
    told = describe(folder)
    assert (told.name, told.architecture, told.dialect) == ("tiny", "Qwen3ForCausalLM", "chat")


def test_a_card_adds_what_the_config_does_not_say(folder: Path) -> None:
    card = {"name": "Tiny", "licence": "MIT", "languages": ["en"], "hub": "tests/tiny", "revision": "c0ffee"}
    (folder / CARD).write_text(json.dumps(card))
    told = describe(folder)
    assert (told.name, told.licence, told.hub, told.revision) == ("Tiny", "MIT", "tests/tiny", "c0ffee")


def test_weights_that_are_cut_off_are_named_with_both_sizes(folder: Path) -> None:
    weights = folder / "openvino_model.bin"
    whole = weights.read_bytes()
    weights.write_bytes(whole[: len(whole) // 2])
    refused(folder, rf"has {len(whole) // 2} bytes of {len(whole)}: it is cut off")
    weights.write_bytes(b"")
    refused(folder, r"lacks openvino_model\.bin")


def test_a_graph_that_is_cut_off_is_named(folder: Path) -> None:
    graph = folder / "openvino_model.xml"
    graph.write_bytes(graph.read_bytes()[:5000])
    refused(folder, r"openvino_model\.xml is damaged or cut off")


@pytest.mark.parametrize("kind", ["BertForMaskedLM", "ViTModel", "Qwen2VLForConditionalGeneration", ""])
def test_a_model_that_does_not_write_is_named(folder: Path, kind: str) -> None:
    (folder / "config.json").write_text(json.dumps({"architectures": [kind] if kind else []}))
    refused(folder, f"{kind or 'of no kind'}.*does not write texts")


@pytest.mark.parametrize("config", ["", "[]", "{", '{"architectures": 3}'])
def test_a_broken_config_is_named(folder: Path, config: str) -> None:
    (folder / "config.json").write_text(config)
    refused(folder, "config.json")


def test_a_model_exported_without_its_cache_is_named(folder: Path) -> None:
    graph = folder / "openvino_model.xml"
    graph.write_bytes(graph.read_bytes().replace(b'"ReadValue"', b'"ReadNothing"'))
    refused(folder, "text-generation-with-past")


def test_a_model_larger_than_the_free_memory_is_refused_with_both_figures(folder: Path) -> None:
    with (folder / "openvino_model.bin").open("r+b") as weights:
        weights.truncate(6_000_000_000)  # sparse: no byte of it is written
    assert needed_memory(folder) == 8_000_000_000 + 512 * 2**20
    refused(folder, r"needs 8\.5 GB of memory; 1\.0 GB are free", 10**9)
    check(folder, 9 * 10**9)


def test_the_machine_says_how_much_memory_is_free_and_used() -> None:
    free = free_memory()
    assert free is None or free > 10_000_000
    assert most_used() == 0 or most_used() > 10_000_000


@pytest.mark.parametrize("architecture", ["gemma3", "phi3", "bert"])
def test_a_gguf_file_of_an_unknown_architecture_is_refused(tmp_path: Path, architecture: str) -> None:
    assert architecture not in ARCHITECTURES
    refused(write_gguf(tmp_path / "m.gguf", architecture), f"holds {architecture}")


@pytest.mark.parametrize("kind", ["Q5_0", "Q5_1", "BF16", "F32"])
def test_a_gguf_file_of_an_unknown_quantisation_is_refused(tmp_path: Path, kind: str) -> None:
    refused(write_gguf(tmp_path / "m.gguf", kind=kind), f"weights of type {kind}")


@pytest.mark.parametrize("kind", ["F16", "Q4_0", "Q4_1", "Q8_0"])
def test_a_gguf_file_of_a_known_quantisation_is_taken(tmp_path: Path, kind: str) -> None:
    assert kind in describe(write_gguf(tmp_path / "m.gguf", kind=kind)).summary


def test_a_gguf_file_that_is_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = write_gguf(tmp_path / "m.gguf").read_bytes()
    for end in (0, 3, 10, 30, 200, 5000, len(whole) // 2, len(whole) - 200):
        (tmp_path / f"{end}.gguf").write_bytes(whole[:end])
        refused(tmp_path / f"{end}.gguf", "cut off|no GGUF file")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 no such thing",
        b"GGUF" + struct.pack("<IQQ", 1, 0, 0),
        b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60),
        b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 2**62),
        b"GGUF" + b"\xff" * 400,
    ],
)
def test_what_is_no_gguf_file_is_refused_without_reading_more_than_there_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.gguf").write_bytes(content)
    refused(tmp_path / "m.gguf", "no GGUF file|damaged")
    refused(tmp_path / "nothing.gguf", "cannot be read")


def test_nesting_without_end_is_damage_and_no_crash(folder: Path, tmp_path: Path) -> None:
    (folder / "config.json").write_text("[" * 200_000)
    refused(folder, "config.json cannot be read")
    array_of_arrays = struct.pack("<I", 9) + struct.pack("<IQ", 9, 1) * 5000
    refused(gguf_with(tmp_path / "deep.gguf", "k", array_of_arrays), "damaged or cut off")


def test_a_value_of_another_kind_than_its_key_has_is_damage(tmp_path: Path) -> None:
    text = struct.pack("<IQ", 8, 3) + b"abc"
    refused(gguf_with(tmp_path / "odd.gguf", "general.alignment", text), "damaged or cut off")


def gguf_with(path: Path, key: str, value: bytes) -> Path:
    """A file of no weights and one key; ``value`` begins with its type."""
    head = b"GGUF" + struct.pack("<IQQ", 3, 0, 1)
    path.write_bytes(head + struct.pack("<Q", len(key)) + key.encode() + value)
    return path
