"""Prompts: versions are seen, compared, written, tried and made current."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from graph import prompts, trials
from graph.app import App
from tests.agents.chat import ScriptedChat, text
from tests.pages.screen import Screen
from tests.parts import WHO, shelf

Open = Callable[..., Screen]
OWN = '# System\nBe brief, {{ sender }}.\n{% include "quoted.md" %}\n# Prompt\n{{ lead }}\nWrite.'


def save(app: App, title: str = "Mine") -> int:
    return prompts.save(app, "draft", title, "Much *shorter*", OWN, WHO)


def listed(page: Screen) -> list[str]:
    return list(page.at.radio(key="version").options)


def test_the_current_text_its_versions_and_what_a_model_reads_are_seen(found: App, screen: Open) -> None:
    page = screen("prompts")
    assert listed(page) == ["Version 1: First version · current"]
    assert "You write for {{ sender }} of {{ sender_company }}." in page.text
    assert "You write for Ann Miller of Calm Calendars." in page.text


def test_who_has_only_the_starter_writer_is_told_that_it_reads_no_prompts(found: App, screen: Open) -> None:
    page = screen("prompts", show="try")
    assert "This task is done by the starter writer, which reads no prompts." in page.text
    assert not page.is_enabled("try_prompt")


@pytest.mark.parametrize("task", prompts.TASKS)
@pytest.mark.parametrize("part", ["text", "difference", "new", "try"])
def test_every_part_of_every_task_opens_from_its_address(found: App, screen: Open, task: str, part: str) -> None:
    page = screen("prompts", task=task, show=part)
    assert page.address.get("task", ["draft"]) in (task, [task])


def test_before_the_first_campaign_the_trial_says_what_to_do(empty: App, screen: Open) -> None:
    assert "there is none yet" in screen("prompts", show="try").text


def test_a_new_version_is_written_saved_and_made_current_and_taken_back(found: App, screen: Open) -> None:
    page = screen("prompts", show="new")
    page.type("prompt_title_draft", "Mine").type("prompt_changed_draft", "Much shorter")
    page.type("prompt_text_draft_1", OWN).press("save_prompt")
    assert "Version 101 is saved." in page.text
    assert prompts.overview(found, "draft").current == 1
    page.press("make_current")
    assert listed(page)[0] == "Version 101: Mine · current"
    assert prompts.current(found, "draft").version.number == 101
    page.press("go_back")
    assert prompts.overview(found, "draft").current == 1


def test_undo_takes_making_current_back(found: App, screen: Open) -> None:
    number = save(found)
    screen("prompts", version=str(number)).press("make_current").press("undo")
    assert prompts.overview(found, "draft").current == 1


def test_a_version_with_a_slip_is_refused_with_its_line_and_the_typing_kept(found: App, screen: Open) -> None:
    page = screen("prompts", show="new").type("prompt_title_draft", "Mine").type("prompt_changed_draft", "typo")
    page.type("prompt_text_draft_1", OWN.replace("lead", "leed")).press("save_prompt")
    assert "line 5: there is no variable “leed”" in page.text
    assert "leed" in page.value("prompt_text_draft_1")
    assert len(prompts.overview(found, "draft").versions) == 1


def test_the_difference_to_the_current_version_is_shown(found: App, screen: Open) -> None:
    page = screen("prompts", version=str(save(found)), show="difference")
    assert "+Be brief, {{ sender }}." in page.text
    assert "This is the current version" in screen("prompts", show="difference").text


def test_a_title_cannot_act_as_markdown(found: App, screen: Open) -> None:
    save(found, "![x](http://evil.example/x.png)")
    page = screen("prompts")
    assert all("![x](http" not in said for said in page.acting)


def test_a_current_version_broken_by_hand_is_told_and_the_way_back_is_open(found: App, screen: Open) -> None:
    number = save(found)
    prompts.make_current(found, "draft", number, WHO)
    (found.settings.data_folder / "prompts" / "draft" / f"v{number}.md").write_text("broken")
    page = screen("prompts")
    assert "draft/v101.md, line 1" in page.text
    page.press("go_back")
    assert prompts.current(found, "draft").version.number == 1


def _trial_part(app, task, number):  # type: ignore[no-untyped-def]  # its source alone is run, so it can name no type
    import streamlit as st

    from graph import prompts
    from pages.parts import actions, prompt_trial

    st.session_state.campaign = 1
    actions.show_notice()
    prompt_trial.show(app, prompts.overview(app, task), number)


def test_a_version_is_tried_beside_the_current_one(found: App) -> None:
    model = ScriptedChat(lambda request: text("Brief." if "Be brief" in request.system else "Hello, a longer text."))
    app = replace(found, shelf=shelf(model))
    arguments = {"app": app, "task": "draft", "number": save(app)}
    at = AppTest.from_function(_trial_part, kwargs=arguments, default_timeout=30).run()
    at.button(key="try_prompt").click().run()
    trial = at.session_state["trial"]
    assert isinstance(trial, trials.Trial)
    assert trial.wait(20)
    at.run()
    assert not at.exception
    shown = [one.value for one in at.text]
    assert len(shown) == 20
    assert [said.split("\n\n")[1] for said in shown[:2]] == ["Hello, a longer text.", "Brief."]
    assert [one.value for one in at.caption if one.value.startswith("Version")][:2] == [
        "Version 1, the current one",
        "Version 101",
    ]
    with app.read() as work:
        assert work.drafts.counts(1) == {}
