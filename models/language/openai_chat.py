"""A chat model behind OpenAI's protocol: OpenAI itself, OpenVINO Model Server, vLLM, Ollama and many others."""

import json
from typing import Any
from urllib.parse import urlsplit

from models.language.base import WriteRequest
from models.language.calls import calling, checked
from models.language.chat import Answer, Plainer
from storage.errors import BadConfig

OPENAI = "https://api.openai.com/v1"
_HOST = "api.openai.com"
_UNUSED_KEY = "none"
"""Servers without keys ignore it; without one, the library would look for a key in the environment."""


class OpenAIChat(Plainer):
    """One model at one server of the chat completions protocol.

    Args:
        key: may be empty for any server but OpenAI's own.
        base_url: up to and without "/chat/completions".
        timeout_s: how long one answer may take.

    Raises: BadConfig where address or key cannot be used.
    """

    def __init__(self, model: str, key: str = "", base_url: str = OPENAI, timeout_s: float = 60.0) -> None:
        self._is_openai = urlsplit(checked(base_url, key, needs_key=False)).hostname == _HOST
        self.address = checked(base_url, key, needs_key=self._is_openai)
        self.model, self.timeout_s, self._key = model, timeout_s, key
        self.provider = "OpenAI" if self._is_openai else urlsplit(base_url).netloc
        super().__init__()

    def _ask(self, request: WriteRequest, *, plain: bool) -> Answer:
        messages = [("system", request.system)] if request.system else []
        messages.append(("human", request.prompt))
        more = {} if plain else self._more(request)
        llm = self._loaded()
        import openai

        try:
            with calling(openai, self.provider, self.model, self._key):
                said = llm.invoke(messages, max_tokens=request.max_tokens, extra_body=more or None)
        except IndexError:
            return Answer("", None, None, finished=True)  # the library's error for no choice at all
        usage = said.usage_metadata or {}
        is_whole = said.response_metadata.get("finish_reason") in ("stop", None)
        return Answer(said.text, usage.get("input_tokens"), usage.get("output_tokens"), is_whole)

    def _more(self, request: WriteRequest) -> dict[str, Any]:
        """What not every server takes; sent past the library, whose own way raises on an answer that was cut off."""
        more: dict[str, Any] = {} if self._is_openai else {"seed": request.seed}
        if request.schema:
            form = {"name": "answer", "strict": True, "schema": json.loads(request.schema)}
            more["response_format"] = {"type": "json_schema", "json_schema": form}
        return more

    def _built(self) -> Any:
        try:
            from langchain_openai import ChatOpenAI
            from langchain_openai.chat_models.base import BaseChatOpenAI
        except ImportError:
            raise BadConfig(
                "The package langchain-openai is not installed.", todo="Run: pip install -r requirements.txt"
            ) from None
        # OpenAI's newer models take only max_completion_tokens, which ChatOpenAI sends; other servers, max_tokens.
        kind: Any = ChatOpenAI if self._is_openai else BaseChatOpenAI
        llm = kind(
            model=self.model,
            api_key=self._key or _UNUSED_KEY,
            base_url=self.address,
            timeout=self.timeout_s,
            max_retries=0,
            use_responses_api=False,
        )
        # The library takes these two from the environment, and would send them to whatever server this is.
        llm.root_client.organization = llm.root_client.project = None
        return llm
