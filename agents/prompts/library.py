"""The library of prompts: the shipped versions and those an analyst wrote, one numbered file each."""

import os
import re
import tempfile
from datetime import date
from pathlib import Path

from agents.prompts.prompt import FIRST_OWN, Prompt, Version, check, compose, origin_of
from agents.prompts.tasks import GIVEN
from storage.errors import BadConfig, HandpickedError, NotFound, StorageFailed

__all__ = ["FIRST_OWN", "SHIPPED", "TASKS", "Library", "Prompt", "Version"]

SHIPPED = Path(__file__).parent
TASKS = tuple(GIVEN)

_NUMBER = re.compile(r"v([1-9]\d{0,5})\.md")


class Library:
    """Every version of every task's prompt.

    Args:
        shipped: the folder of the versions that come with the program.
        own: the folder of the analyst's own, which need not exist; None where there are none.
    """

    def __init__(self, shipped: Path = SHIPPED, own: Path | None = None) -> None:
        self._shipped, self._own = shipped, own

    def versions(self, task: str) -> list[Version]:
        """Every version of a task's prompt, newest first, one that cannot be used with its problem. Raises NotFound."""
        return [self._version(task, number) for number in sorted(self._paths(task), reverse=True)]

    def newest_shipped(self, task: str) -> int:
        """The number of the version that is current where nobody chose another. Raises NotFound."""
        return max(number for number in self._paths(task) if number < FIRST_OWN)

    def load(self, task: str, number: int) -> Prompt:
        """A version, checked and ready. Raises NotFound; BadConfig or BadInput that names file, line and variable."""
        return check(task, number, self.read(task, number))

    def read(self, task: str, number: int) -> str:
        """The whole file. Raises NotFound, and BadConfig or BadInput where it is no readable text."""
        path = self._paths(task).get(number)
        if path is None:
            raise NotFound(f"There is no version {number} of the prompt “{task}”.", todo="Choose one of the list.")
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise origin_of(task, number).fault(1, f"it cannot be read ({type(error).__name__})") from None

    def text(self, task: str, number: int) -> str:
        """The file without its front matter: what an analyst edits."""
        _, _, rest = self.read(task, number).partition("\n---")
        return rest.strip()

    def add(self, task: str, title: str, changed: str, text: str, today: date) -> int:
        """Check and keep an analyst's version; its number. A file that is there is never written over.

        Raises BadInput that names the line, StorageFailed where it cannot be written.
        """
        if self._own is None:
            raise BadConfig("There is no folder for prompts of your own.", kept="Nothing was saved.")
        folder = self._own / task
        number = max([FIRST_OWN - 1, *self._paths(task)]) + 1
        whole = compose(task, title, changed, text, today)
        try:
            while not _put(folder, f"v{number}.md", whole):
                number += 1
        except OSError as error:
            raise StorageFailed(
                f"The prompt cannot be written to {folder} ({error.strerror}).", kept="The earlier versions are kept."
            ) from None
        return number

    def _version(self, task: str, number: int) -> Version:
        try:
            return self.load(task, number).version
        except HandpickedError as error:
            return Version(task, number, problem=str(error))

    def _paths(self, task: str) -> dict[int, Path]:
        if task not in GIVEN:
            raise NotFound(f"There is no prompt for “{task}”.", todo=f"Choose one of {', '.join(TASKS)}.")
        found = {n: path for n, path in _numbered(self._shipped / task) if n < FIRST_OWN}
        if self._own is not None:
            found |= {n: path for n, path in _numbered(self._own / task) if n >= FIRST_OWN}
        return found


def _numbered(folder: Path) -> list[tuple[int, Path]]:
    found = folder.iterdir() if folder.is_dir() else ()
    return [(int(match[1]), path) for path in found if (match := _NUMBER.fullmatch(path.name))]


def _put(folder: Path, name: str, text: str) -> bool:
    """Make a file whole or not at all; false where one of that name is there."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=folder, prefix=".half-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(half, folder / name)
    except FileExistsError:
        return False
    finally:
        Path(half).unlink(missing_ok=True)
    return True
