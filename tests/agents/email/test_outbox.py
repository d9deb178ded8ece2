"""The outbox: whole files, once, or a clear error and none."""

import errno
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from agents.email import mime
from agents.email.channel import Trace
from agents.email.outbox import OutboxChannel, not_written
from storage.errors import BadInput, StorageFailed
from storage.records import Message

ID = mime.new_message_id("1", "ann@heat.example")
MESSAGE = Message("email", "hello@linde.example", "Ann", "Heat", "ann@heat.example", "Warm", "Hello ö.", "Weg 1\nStop?")
POST = replace(MESSAGE, channel="social", recipient="", subject="", body="Terraces, warm. #münchen", footer="")

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from agents.email.outbox import OutboxChannel
from storage.errors import StorageFailed
from storage.records import Message
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
message = Message("email", "a@b.example", "Ann", "Heat", "ann@heat.example", "Warm", "long " * 500, "Weg 1")
try:
    OutboxChannel(Path(sys.argv[1])).send(message, "<1@heat.example>")
except StorageFailed as error:
    print(error)
"""


def test_an_email_becomes_one_file_that_reads_as_approved(tmp_path: Path) -> None:
    receipt = OutboxChannel(tmp_path / "outbox").send(MESSAGE, ID)
    (file,) = (tmp_path / "outbox").iterdir()
    assert receipt.provider_id == str(file) and file.suffix == ".eml"
    assert mime.text_of(file.read_bytes()) == ("Warm", "hello@linde.example", "Hello ö.\n\n-- \nWeg 1\nStop?\n")


def test_a_post_becomes_a_text_file_with_a_small_header(tmp_path: Path) -> None:
    file = Path(OutboxChannel(tmp_path).send(POST, ID).provider_id)
    assert file.suffix == ".txt"
    assert f"Message-ID: {ID}\n" in file.read_text(encoding="utf-8")
    assert mime.text_of(file.read_bytes()) == ("", "", "Terraces, warm. #münchen\n")


@pytest.mark.parametrize("message", [MESSAGE, POST])
def test_sending_twice_leaves_the_first_file_untouched(tmp_path: Path, message: Message) -> None:
    outbox = OutboxChannel(tmp_path)
    first = Path(outbox.send(message, ID).provider_id)
    before = first.read_bytes(), first.stat().st_mtime_ns
    assert outbox.send(replace(message, body="Other"), ID).provider_id == str(first)
    assert (first.read_bytes(), first.stat().st_mtime_ns) == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("message", [MESSAGE, POST])
def test_the_outbox_always_knows_what_became_of_a_message(tmp_path: Path, message: Message) -> None:
    outbox = OutboxChannel(tmp_path / "not yet there")
    assert outbox.trace(ID) is Trace.NOT_SENT
    outbox.send(message, ID)
    assert outbox.trace(ID) is Trace.SENT


def test_what_a_crash_left_half_written_is_not_taken_for_sent(tmp_path: Path) -> None:
    (tmp_path / f".{ID.strip('<>')}.eml.part").write_bytes(b"From: An")
    outbox = OutboxChannel(tmp_path)
    assert outbox.trace(ID) is Trace.NOT_SENT
    outbox.send(MESSAGE, ID)
    assert [file.suffix for file in tmp_path.iterdir()] == [".eml"]


def test_a_disk_that_takes_no_more_leaves_no_file(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "could not be written" in run.stdout and "still approved" in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_called_by_its_name() -> None:
    error = not_written(OSError(errno.ENOSPC, "No space left on device"), Path("outbox/1.eml"))
    assert "disk is full" in error.what and "Free space" in error.todo


def test_a_folder_that_is_a_file_is_a_storage_failure(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")
    with pytest.raises(StorageFailed, match="outbox"):
        OutboxChannel(tmp_path / "outbox").send(MESSAGE, ID)


@pytest.mark.parametrize(
    ("message", "message_id"),
    [
        (MESSAGE, "<../../escape@x>"),
        (MESSAGE, "<a/b@x>"),
        (replace(MESSAGE, recipient="nobody"), ID),
        (replace(POST, body=" "), ID),
        (replace(POST, sender_name="Ann\nX: y"), ID),
    ],
)
def test_bad_input_writes_nothing(tmp_path: Path, message: Message, message_id: str) -> None:
    with pytest.raises(BadInput):
        OutboxChannel(tmp_path).send(message, message_id)
    assert list(tmp_path.iterdir()) == []


def test_the_outbox_is_not_live() -> None:
    assert (OutboxChannel.name, OutboxChannel.is_live) == ("outbox", False)
