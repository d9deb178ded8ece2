"""Which model it is: a digest that changes with the weights, whatever their size and time say."""

import os
from pathlib import Path

from models.language.identity import ENDS, digest_of


def folder(at: Path, weights: bytes, config: str = "{}") -> Path:
    at.mkdir()
    (at / "config.json").write_text(config)
    (at / "openvino_model.bin").write_bytes(weights)
    return at


def test_the_same_files_elsewhere_are_the_same_model_and_notes_for_people_change_nothing(tmp_path: Path) -> None:
    one, two = folder(tmp_path / "a", b"weights"), folder(tmp_path / "b", b"weights")
    (two / "README.md").write_text("About this model.")
    assert digest_of(one) == digest_of(two) != ""


def test_other_weights_of_the_same_size_and_time_are_another_model(tmp_path: Path) -> None:
    big = bytes(3 * ENDS)
    one, two = folder(tmp_path / "a", big), folder(tmp_path / "b", big[:-1] + b"x")
    os.utime(two / "openvino_model.bin", ns=((one / "openvino_model.bin").stat().st_mtime_ns,) * 2)
    assert digest_of(one) != digest_of(two)


def test_another_configuration_is_another_model(tmp_path: Path) -> None:
    assert digest_of(folder(tmp_path / "a", b"w")) != digest_of(folder(tmp_path / "b", b"w", '{"layers": 2}'))


def test_a_single_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    for name, held in (("q4", b"one"), ("q8", b"two"), ("q4 again", b"one")):
        (tmp_path / name).write_bytes(held)
    first, second, third = (digest_of(tmp_path / name) for name in ("q4", "q8", "q4 again"))
    assert first == third != second


def test_where_nothing_can_be_read_there_is_no_digest(tmp_path: Path) -> None:
    assert digest_of(tmp_path / "nowhere") == digest_of(tmp_path) == ""
