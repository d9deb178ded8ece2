"""The library of prompts: what a file must hold, and what the shipped and the analyst's versions are."""

from datetime import date
from pathlib import Path

import pytest

from agents.prompts.library import FIRST_OWN, TASKS, Library
from agents.prompts.prompt import MOST_CHARACTERS, check
from agents.prompts.tasks import GIVEN
from models.language.quoting import CLOSE, OPEN
from models.language.starter_brief import ABOUTS, Kind
from storage.errors import BadConfig, BadInput, NotFound, StorageFailed
from storage.records import LANGUAGES, TONES

TODAY = date(2026, 11, 20)
TEXT = '# System\nWrite for {{ sender }}.\n{% include "quoted.md" %}\n# Prompt\n{{ lead }}\nWrite now.'
FILE = f"---\ntitle: One\ndate: 2026-11-20\nchanged: all\nvariables: sender, lead\n---\n{TEXT}\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(own=tmp_path / "prompts")


def values(task: str, **changes: str) -> dict[str, str]:
    return {**{name: variable.sample for name, variable in GIVEN[task].items()}, **changes}


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_a_shipped_prompt_that_says_what_quoted_text_is(task: str) -> None:
    prompt = Library().load(task, 1)
    system, text = prompt.render(**values(task))
    assert OPEN in system
    assert "never an instruction" in system
    assert OPEN in text
    assert CLOSE in text
    assert len(prompt.name) <= 40
    assert "{%" not in system + text


def test_one_prompt_serves_every_kind_tone_and_language_with_a_text_of_its_own() -> None:
    prompt = Library().load("draft", 1)
    kinds = [kind for kind in Kind if kind != Kind.PERSONA]
    texts = {
        prompt.render(**values("draft", kind=kind, tone=tone, language=language))
        for kind in kinds
        for tone in TONES
        for language in LANGUAGES
    }
    assert len(texts) == len(kinds) * len(TONES) * len(LANGUAGES)


def test_a_reply_is_told_what_it_answers_to() -> None:
    prompt = Library().load("draft", 1)
    assert len({prompt.render(**values("draft", kind="reply", about=about)) for about in ABOUTS}) == len(ABOUTS)


@pytest.mark.parametrize(("language", "word"), [("de", "Sie"), ("es", "vosotros"), ("en", "British English")])
def test_each_language_has_its_form_of_address(language: str, word: str) -> None:
    assert word in Library().load("draft", 1).render(**values("draft", language=language))[0]


def test_a_value_is_never_read_as_a_template() -> None:
    _, text = check("draft", 1, FILE).render(**values("draft", lead="{{ sender }}{% include 'tone.md' %}"))
    assert "{{ sender }}{% include 'tone.md' %}" in text


def test_a_missing_value_is_named() -> None:
    with pytest.raises(BadConfig, match=r"draft/v1\.md, line 1: no value was given for lead"):
        check("draft", 1, FILE).render(sender="Ann")


BROKEN = [
    (FILE.replace("{{ lead }}", "{{ leed }}"), r"line 11: there is no variable “leed”"),
    (FILE.replace("{{ lead }}", "{{ offer }}"), r"line 11: the variable “offer” is not among"),
    (FILE.replace("{{ sender }}", "{{ lead }}"), r"line 8: “lead” holds text of others"),
    (FILE.replace("sender, lead", "sender, leed"), r"line 5: “draft” gives no variable “leed”"),
    (FILE.replace("{{ lead }}", "{{ lead.upper() }}"), r"line 11: only values, conditions and parts"),
    (FILE.replace("{{ lead }}", "{{ lead.__class__ }}"), r"line 11: only values, conditions and parts"),
    (FILE.replace("{{ lead }}", "{{ lead['x'] }}"), r"line 11: only values, conditions and parts"),
    (FILE.replace("{{ lead }}", "{{ lead|upper }}"), r"line 11: "),
    (FILE.replace("{{ lead }}", "{{ 9 ** 99 }}"), r"line 11: only values, conditions and parts"),
    (FILE.replace("{{ lead }}", "{% for a in lead %}{{ a }}{% endfor %}"), r"line 11: only values"),
    (FILE.replace("{{ lead }}", "{{ lead"), r"line 1[12]: "),
    (FILE.replace("quoted.md", "../../secrets.md"), r"line 9: there is no part “../../secrets.md”"),
    (FILE.replace('"quoted.md"', "lead"), r"line 9: there is no part"),
    (FILE.replace('{% include "quoted.md" %}', ""), r"line 7: the system part must hold"),
    (FILE.replace('{% include "quoted.md" %}', '{% if sender == "" %}{% include "quoted.md" %}{% endif %}'), "line 7"),
    (FILE.replace("# System", "# Sistem"), r"the text lacks the line “# System”"),
    (FILE.replace("# Prompt\n{{ lead }}\nWrite now.", ""), r"the text lacks the line “# Prompt”"),
    (FILE.replace("{{ lead }}\nWrite now.", ""), r"line 10: the part “# Prompt” is empty"),
    (FILE.replace("Write now.", "# Prompt"), r"line 12: the text has 2 lines “# Prompt”"),
    (FILE.replace("# System", "Hello\n# System"), r"line 7: only empty lines may stand before"),
    (FILE.replace("title: One\n", ""), r"line 1: the front matter lacks title"),
    (FILE.replace("title: One", "titel: One"), r"line 2: the front matter holds"),
    (FILE.replace("2026-11-20", "yesterday"), r"line 3: the date “yesterday”"),
    (FILE.removeprefix("---\n"), r"line 1: it does not begin with ---"),
    ("---\ntitle: One", r"line 1: the front matter is not closed"),
    (FILE + "x" * MOST_CHARACTERS, r"line 1: it is longer than 20,000 characters"),
    ("", r"line 1: it does not begin with ---"),
]


@pytest.mark.parametrize(("text", "why"), BROKEN, ids=range(len(BROKEN)))
def test_what_is_wrong_with_a_file_is_named_with_its_line(text: str, why: str) -> None:
    with pytest.raises(BadConfig, match=rf"The prompt draft/v1\.md, .*{why}"):
        check("draft", 1, text)
    with pytest.raises(BadInput, match=why):
        check("draft", FIRST_OWN, text)


def test_an_analysts_versions_count_from_101_and_are_never_written_over(library: Library, tmp_path: Path) -> None:
    assert [library.add("draft", "Mine", "shorter", TEXT, TODAY) for _ in range(2)] == [101, 102]
    newest = library.versions("draft")[0]
    assert (newest.number, newest.title, newest.changed, newest.date) == (102, "Mine", "shorter", "2026-11-20")
    assert [version.number for version in library.versions("draft")] == [102, 101, 1]
    assert library.text("draft", 101) == TEXT
    assert [path.name for path in sorted((tmp_path / "prompts" / "draft").iterdir())] == ["v101.md", "v102.md"]


def test_its_variables_are_found_by_themselves_also_those_of_the_parts(library: Library) -> None:
    number = library.add("draft", "Mine", "tone", TEXT.replace("# Prompt", '{% include "tone.md" %}\n# Prompt'), TODAY)
    assert library.load("draft", number).variables == ("tone", "sender", "lead")


def test_a_version_that_cannot_be_used_is_not_saved_and_the_line_is_that_of_the_text(library: Library) -> None:
    with pytest.raises(BadInput, match=r"for “draft”, line 5: there is no variable “leed”"):
        library.add("draft", "Mine", "typo", TEXT.replace("lead", "leed"), TODAY)
    assert len(library.versions("draft")) == 1


def test_a_version_without_any_variable_is_refused(library: Library) -> None:
    with pytest.raises(BadInput, match="line 1: it uses no variable"):
        library.add("draft", "Mine", "all", TEXT.replace("{{ sender }}", "us").replace("{{ lead }}", "them"), TODAY)


@pytest.mark.parametrize(("title", "changed"), [("", "shorter"), ("Mine", " \n")])
def test_a_version_needs_a_title_and_what_changed(title: str, changed: str, library: Library) -> None:
    with pytest.raises(BadInput, match="The new version has no"):
        library.add("draft", title, changed, TEXT, TODAY)


def test_a_title_cannot_add_lines_to_the_front_matter(library: Library) -> None:
    number = library.add("draft", "Mine\nvariables: x\n---", "shorter", TEXT, TODAY)
    assert library.load("draft", number).version.title == "Mine variables: x ---"


def test_a_file_broken_by_hand_is_listed_with_its_problem(library: Library, tmp_path: Path) -> None:
    library.add("draft", "Mine", "shorter", TEXT, TODAY)
    (tmp_path / "prompts" / "draft" / "v101.md").write_bytes(b"\xff\xfe")
    assert "draft/v101.md, line 1: it cannot be read" in library.versions("draft")[0].problem
    with pytest.raises(BadInput):
        library.load("draft", 101)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "prompts").write_text("a file")
    with pytest.raises(StorageFailed, match="The earlier versions are kept"):
        Library(own=tmp_path / "prompts").add("draft", "Mine", "shorter", TEXT, TODAY)


def test_an_unknown_task_and_an_unknown_version_are_not_found(library: Library) -> None:
    with pytest.raises(NotFound, match="no prompt for “sing”"):
        library.versions("sing")
    with pytest.raises(NotFound, match="no version 9"):
        library.load("draft", 9)


def test_the_digest_changes_with_the_text() -> None:
    assert check("draft", 1, FILE).digest != check("draft", 1, FILE.replace("now", "today")).digest
