"""The README is true: its commands parse, its paths exist, every folder has its line."""

import re
import subprocess
from pathlib import Path

import pytest

import handpicked

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [README, *(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))]


MADE_BY_ITS_USER = {".streamlit/secrets.toml"}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split()


def test_every_make_target_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"\bmake (\w+)", README))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test", "bench"} <= named <= targets


@pytest.mark.parametrize("line", re.findall(r"^python handpicked\.py (.+)$", README, re.MULTILINE))
def test_every_command_line_that_the_readme_shows_parses(line: str) -> None:
    assert callable(handpicked.parser().parse_args(line.split()).command)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_of_the_readme_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.splitlines()[0])
def test_every_path_that_a_page_names_exists(page: str) -> None:
    named = set(re.findall(r"`([\w./-]+/[\w.-]*|[\w-]+\.(?:py|txt|toml))(?::\w+)?`", page))
    missing = [path for path in named if not any((base / path).exists() for base in (ROOT, ROOT / "pages"))]
    assert set(missing) <= MADE_BY_ITS_USER


def test_every_top_level_folder_has_a_line_in_the_readme() -> None:
    folders = {path.split("/")[0] for path in tracked() if "/" in path}
    assert {folder for folder in folders if not folder.startswith(".") and f"| `{folder}/`" not in README} == set()
