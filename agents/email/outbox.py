"""The outbox: each message as one file on this machine; nothing leaves it."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from agents.email import mime
from agents.email.channel import Receipt, Trace
from storage.errors import BadInput, StorageFailed
from storage.records import Channel, Message, now

EMAIL_ENDING, POST_ENDING = ".eml", ".txt"


class OutboxChannel:
    """Writes e-mails as .eml and social posts as .txt, each named by its Message-ID; whole files only, never twice."""

    name = "outbox"
    is_live = False

    def __init__(self, folder: Path, clock: Callable[[], datetime] = now) -> None:
        self.folder, self._clock = folder, clock

    def send(self, message: Message, message_id: str) -> Receipt:
        """Write the file, or find it written; the receipt is its path.

        Raises BadInput for what cannot be a message, StorageFailed where the disk refuses; either way no file is left.
        """
        is_post = message.channel == Channel.SOCIAL
        path = self._path(message_id, POST_ENDING if is_post else EMAIL_ENDING)
        if not path.exists():
            at = self._clock()
            _write_whole(
                path, _post(message, message_id, at) if is_post else bytes(mime.build(message, message_id, at))
            )
        return Receipt(str(path))

    def trace(self, message_id: str) -> Trace:
        """SENT where the file is there, else NOT_SENT: files appear whole or not at all."""
        is_there = any(self._path(message_id, ending).exists() for ending in (EMAIL_ENDING, POST_ENDING))
        return Trace.SENT if is_there else Trace.NOT_SENT

    def check(self) -> None:
        """Raises StorageFailed where the folder cannot be written."""
        probe = self.folder / ".probe"
        _write_whole(probe, b"probe")
        probe.unlink()

    def _path(self, message_id: str, ending: str) -> Path:
        return self.folder / (mime.checked_id(message_id).strip("<>") + ending)


def _post(message: Message, message_id: str, at: datetime) -> bytes:
    """A small header and the text, readable by ``mime.text_of`` too."""
    if not message.body.strip():
        raise BadInput("The text of the post is empty.", todo="Write a text first.")
    sender = " · ".join(part for part in (message.sender_name, message.sender_company) if part)
    header = {
        "Channel": message.channel,
        "By": mime.checked_line("The sender's name", sender),
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f"{name}: {value}\n" for name, value in header.items())
    return f"{lines}\n{mime.plain_text(message)}".encode()


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, rename: a crash leaves the whole file or none under the name."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise not_written(error, path) from error
    _flush_name(path.parent)


def not_written(error: OSError, path: Path) -> StorageFailed:
    """What a person reads when the outbox could not be written."""
    kept = "No part of the message was written; it is still approved."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFailed(
            f"The disk is full, so {path} was not written.", kept=kept, todo="Free space, then try again."
        )
    reason = error.strerror or str(error)
    return StorageFailed(
        f"{path} could not be written: {reason}.", kept=kept, todo="Check the outbox folder, then try again."
    )


def _flush_name(folder: Path) -> None:
    """Make the new name survive a power cut; where the system cannot, the file is in place all the same."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
