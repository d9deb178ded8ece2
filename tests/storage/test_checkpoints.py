"""The file of the pipeline's cursor: what cannot be used is said in one sentence."""

from pathlib import Path

import pytest

from storage.checkpoints import open_saver
from storage.errors import StorageFailed


def test_a_file_that_cannot_be_opened_says_that_deleting_it_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cursor.db"
    path.mkdir()
    with pytest.raises(StorageFailed, match=str(path)) as refused:
        open_saver(path)
    assert "found out again without it" in refused.value.kept
    assert "delete it" in refused.value.todo


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="cannot be used"):
        open_saver(tmp_path / "file" / "cursor.db")


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "cursor.db"
    path.write_bytes(b"no database " * 1000)
    saver = open_saver(path)
    assert list(saver.list({"configurable": {"thread_id": "1"}})) == []
    saver.conn.close()
