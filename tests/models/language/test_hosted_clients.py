"""The two hosted protocols, spoken with a server on loopback: what is sent, what is read, and every way to fail."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from models.language.anthropic_chat import AnthropicChat
from models.language.base import WriteRequest
from models.language.calls import wait_of
from models.language.chat import ChatClient, Down, Throttled
from models.language.openai_chat import OpenAIChat
from storage.errors import Auth, BadConfig, BadInput, HandpickedError, NotAllowed, RateLimited, Unavailable
from storage.records import now
from tests.models.language.provider import LETTER, Asked, Provider, Reply, completion, failure, message

SCHEMA = json.dumps({
    "type": "object",
    "properties": {"subject": {"type": "string"}, "body": {"type": "string"}},
    "required": ["subject", "body"],
    "additionalProperties": False,
})  # fmt: skip
REQUEST = WriteRequest("Write to Café Linde.", 7, 300, "You write short letters.", SCHEMA)
Client = Callable[..., ChatClient]
Whole = Callable[..., Reply]


def openai(provider: Provider, key: str = "key", timeout_s: float = 5.0) -> ChatClient:
    return OpenAIChat("small", key, f"{provider.url}/v1", timeout_s)


def anthropic(provider: Provider, key: str = "key", timeout_s: float = 5.0) -> ChatClient:
    return AnthropicChat("small", key, provider.url, timeout_s)


both = pytest.mark.parametrize(("client", "whole"), [(openai, completion), (anthropic, message)])


def error_of(client: Client, *replies: Reply) -> HandpickedError:
    """What the client makes of a server that answers so, without any second try of its own."""
    with Provider(replies) as provider, pytest.raises(HandpickedError) as raised:
        client(provider).complete(replace(REQUEST, schema=""))
    return raised.value


def test_openai_is_asked_in_its_own_structured_way() -> None:
    with Provider([completion()]) as provider:
        answer = openai(provider).complete(REQUEST)
    (asked,) = provider.asked
    assert (answer.text, answer.prompt_tokens, answer.tokens, answer.finished) == (LETTER, 100, 20, True)
    assert (asked.path, asked.headers["authorization"]) == ("/v1/chat/completions", "Bearer key")
    assert [(part["role"], part["content"]) for part in asked.body["messages"]] == [
        ("system", REQUEST.system),
        ("user", REQUEST.prompt),
    ]
    assert asked.body["response_format"]["json_schema"]["schema"] == json.loads(SCHEMA)
    assert (asked.body["max_tokens"], asked.body["seed"], asked.body["model"]) == (300, 7, "small")


def test_anthropic_is_asked_in_its_own_structured_way_and_its_thoughts_are_left_out() -> None:
    with Provider([message()]) as provider:
        answer = anthropic(provider).complete(REQUEST)
    (asked,) = provider.asked
    assert (answer.text, answer.prompt_tokens, answer.tokens, answer.finished) == (LETTER, 100, 20, True)
    assert (asked.path, asked.headers["authorization"]) == ("/v1/messages", "Bearer key")
    assert asked.body["system"] in (REQUEST.system, [{"type": "text", "text": REQUEST.system}])
    assert asked.body["messages"] == [{"role": "user", "content": REQUEST.prompt}]
    form = asked.body["output_config"]["format"]
    assert (form["type"], form["schema"]["required"]) == ("json_schema", ["subject", "body"])
    assert asked.body["max_tokens"] == 300
    assert not {"temperature", "seed", "tools"} & set(asked.body)


@both
def test_a_server_that_refuses_the_schema_is_asked_plainly_from_then_on(client: Client, whole: Whole) -> None:
    def script(asked: Asked) -> Reply:
        structured = {"response_format", "output_config"} & set(asked.body)
        return failure(400, "invalid_request_error", "response_format is not supported") if structured else whole()

    with Provider(script) as provider:
        chat = client(provider)
        assert [chat.complete(REQUEST).text for _ in range(2)] == [LETTER, LETTER]
    first, second, third = (json.dumps(asked.body) for asked in provider.asked)
    assert "JSON Schema" not in first and "JSON Schema" in second and "JSON Schema" in third


@both
def test_a_text_that_is_refused_either_way_is_bad_input_and_changes_nothing(client: Client, whole: Whole) -> None:
    replies = [failure(400, said="too long"), failure(400, said="too long"), whole()]
    with Provider(replies) as provider:
        chat = client(provider)
        with pytest.raises(BadInput, match="status 400: too long"):
            chat.complete(REQUEST)
        chat.complete(REQUEST)
    assert {"response_format", "output_config"} & set(provider.asked[2].body)


@both
def test_a_key_may_be_empty_for_a_server_of_ones_own(client: Client, whole: Whole) -> None:
    with Provider([whole()]) as provider:
        assert client(provider, key="").complete(REQUEST).text == LETTER


@pytest.mark.parametrize("kind", [OpenAIChat, AnthropicChat])
def test_the_providers_own_server_needs_a_key(kind: Callable[..., ChatClient]) -> None:
    with pytest.raises(BadConfig, match="no key for api"):
        kind("small")


@pytest.mark.parametrize(
    "address", ["", "localhost:8000", "ftp://x.example", "http://", "http://a:b@x.example", "http://x:99999"]
)
def test_an_address_that_cannot_be_used_is_told(address: str) -> None:
    with pytest.raises(BadConfig, match="cannot be used"):
        OpenAIChat("small", "key", address)


def test_a_key_with_a_line_break_is_told_and_not_shown() -> None:
    with pytest.raises(BadConfig) as raised:
        OpenAIChat("small", "se\ncret", "http://127.0.0.1:1/v1")
    assert "cret" not in str(raised.value)


@both
@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (failure(401, "invalid_api_key", "Incorrect API key provided: key"), Auth, "refused the key"),
        (failure(400, "invalid_api_key", "API key not valid"), Auth, "refused the key"),
        (failure(403, "permission_error"), Auth, "does not let this key"),
        (failure(402), NotAllowed, "quota at 127.0.0.1:[0-9]+ is used up"),
        (failure(429, "insufficient_quota"), NotAllowed, "quota at 127.0.0.1:[0-9]+ is used up"),
        (failure(400, "invalid_request_error", "Your credit balance is too low"), NotAllowed, "Add credit"),
        (failure(404, "model_not_found"), BadConfig, "knows no model small"),
        (failure(429, "rate_limit_exceeded"), RateLimited, "slow down"),
        (failure(500), Unavailable, "status 500"),
        (failure(503), Unavailable, "status 503"),
        (failure(529, "overloaded_error"), Unavailable, "status 529"),
        (failure(422, said="bad\nfield"), BadInput, "status 422: bad field"),
        (Reply(502, "<html>Bad gateway</html>"), Unavailable, "status 502"),
        (Reply(200, "<html>Log in to the hotel's network</html>"), Unavailable, "something else"),
        (Reply(200, {"hello": "world"}), Unavailable, "something else"),
        (Reply(200, {}, breaks=True, headers={"content-length": "500"}), Unavailable, "broke off"),
    ],
)
def test_every_failure_is_one_of_ours_and_is_not_tried_again_by_the_library(
    client: Client, whole: Whole, reply: Reply, kind: type[Exception], words: str
) -> None:
    error = error_of(client, reply)
    assert isinstance(error, kind)
    with pytest.raises(kind, match=words):
        raise error
    assert "Incorrect API key" not in str(error)


def test_a_key_that_the_server_repeats_is_not_shown() -> None:
    with Provider([failure(422, said="the key sk-one-two is of another project")]) as provider:
        model = OpenAIChat("small", "sk-one-two", f"{provider.url}/v1")
        with pytest.raises(BadInput, match="of another project") as raised:
            model.complete(REQUEST)
    assert "sk-one" not in str(raised.value)


@both
def test_a_slow_server_is_unavailable_and_may_have_been_paid(client: Client, whole: Whole) -> None:
    with Provider([replace(whole(), holds=True)]) as provider, pytest.raises(Down, match="too long") as raised:
        client(provider, timeout_s=0.2).complete(REQUEST)
    assert raised.value.may_cost
    assert len(provider.asked) == 1


@both
def test_a_server_that_is_not_there_costs_nothing(client: Client, whole: Whole) -> None:
    with Provider([whole()]) as provider:
        chat = client(provider)
    with pytest.raises(Down, match="cannot be reached") as raised:
        chat.complete(REQUEST)
    assert not raised.value.may_cost


@both
def test_the_wait_that_a_server_asks_for_is_passed_on(client: Client, whole: Whole) -> None:
    error = error_of(client, failure(429, "rate_limit_exceeded", retry_after="17"))
    assert isinstance(error, Throttled) and error.wait_s == 17


def test_a_wait_may_be_a_date_and_nonsense_is_no_wait() -> None:
    later = format_datetime(now() + timedelta(seconds=60), usegmt=True)
    assert 50 < (wait_of({"retry-after": later}) or 0) <= 60
    waits = [wait_of({"retry-after": said}) for said in ("", "soon", "-5", "nan", "inf", "1e9", "Mon, 99 Foo 2026")]
    assert waits == [None] * 7
    assert wait_of({"retry-after": "Fri, 01 Jan 2021 00:00:00 GMT"}) == 0


@pytest.mark.parametrize(
    ("client", "cut"), [(openai, completion(finish="length")), (anthropic, message(stop="max_tokens"))]
)
def test_an_answer_that_was_cut_off_says_so(client: Client, cut: Reply) -> None:
    with Provider([cut]) as provider:
        assert not client(provider).complete(REQUEST).finished


@pytest.mark.parametrize(
    ("client", "refusal"), [(openai, completion("", "content_filter")), (anthropic, message("", "refusal"))]
)
def test_a_model_that_declines_has_not_finished(client: Client, refusal: Reply) -> None:
    with Provider([refusal]) as provider:
        assert not client(provider).complete(REQUEST).finished


def test_no_choice_at_all_is_an_empty_answer() -> None:
    empty = completion()
    empty.body["choices"] = []
    with Provider([empty]) as provider:
        assert openai(provider).complete(REQUEST).text == ""


def test_a_server_that_counts_no_tokens_says_so() -> None:
    with Provider([completion(usage=None)]) as provider:
        answer = openai(provider).complete(REQUEST)
    assert (answer.prompt_tokens, answer.tokens) == (None, None)


def test_nothing_is_traced_elsewhere_and_no_gateway_steps_in() -> None:
    program = (
        "import sys\n"
        "from langchain_core.tracers.langchain import wait_for_all_tracers\n"
        "from models.language.anthropic_chat import AnthropicChat\n"
        "from models.language.openai_chat import OpenAIChat\n"
        "from models.language.base import WriteRequest\n"
        "OpenAIChat('m', '', sys.argv[1] + '/v1').complete(WriteRequest('secret', 1))\n"
        "AnthropicChat('m', '', sys.argv[1]).complete(WriteRequest('secret', 1))\n"
        "wait_for_all_tracers()\n"
    )

    def script(asked: Asked) -> Reply:
        return message() if asked.path == "/v1/messages" else completion()

    with Provider(script) as provider, Provider([Reply(body={})]) as tracer:
        spied = {
            **dict.fromkeys(("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_GATEWAY"), "true"),
            **dict.fromkeys(("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT", "LANGSMITH_GATEWAY_URL"), tracer.url),
            **dict.fromkeys(("OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL"), tracer.url),
            **dict.fromkeys(("LANGSMITH_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"), "lsv2_stray"),
            **dict.fromkeys(("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ANTHROPIC_AUTH_TOKEN"), "lsv2_stray"),
        }
        subprocess.run(
            [sys.executable, "-c", program, provider.url],
            cwd=Path(__file__).parents[3],
            env={**os.environ, **spied},
            check=True,
            timeout=60,
        )
    assert [asked.path for asked in provider.asked] == ["/v1/chat/completions", "/v1/messages"]
    assert tracer.asked == []
    assert "lsv2_stray" not in str(provider.asked)
