"""Spelling by hunspell, a program of its own, with the dictionary of each language."""

import re
import shutil
import subprocess
from collections.abc import Sequence

from storage.errors import BadConfig, Unavailable

DICTIONARIES = {"en": "en_GB", "de": "de_DE", "es": "es_ES"}
INSTALL = "install hunspell hunspell-en-gb hunspell-de-de hunspell-es"
_LONGEST_SECONDS = 120.0
_SIGNS = re.compile(r"[^\w\s'’-]|[\d_]")


def unknown(texts: Sequence[str], language: str, program: str = "hunspell") -> list[str]:
    """Each word that the language's dictionary does not know, as often as it stands in the texts.

    Raises BadConfig where the program or the dictionary is not installed, Unavailable where it fails.
    """
    path = shutil.which(program)
    if path is None:
        raise BadConfig("The program hunspell is missing.", todo=INSTALL)
    plain = "\n".join(_SIGNS.sub(" ", text).replace("’", "'") for text in texts)
    command = [path, "-d", DICTIONARIES[language], "-i", "utf-8", "-l"]
    try:
        said = subprocess.run(  # noqa: S603
            command, input=plain, capture_output=True, encoding="utf-8", timeout=_LONGEST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"hunspell failed ({error}).") from None
    if "Can't open" in said.stderr:
        raise BadConfig(f"hunspell has no dictionary {DICTIONARIES[language]}.", todo=INSTALL)
    if said.returncode:
        raise Unavailable(f"hunspell failed ({said.stderr.strip()[:200]}).")
    return [word for word in said.stdout.split() if len(word) > 1]
