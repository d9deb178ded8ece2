"""A chat model behind Anthropic's Messages protocol."""

import json
from typing import Any
from urllib.parse import urlsplit

from models.language.base import WriteRequest
from models.language.calls import calling, checked
from models.language.chat import Answer, Plainer
from storage.errors import BadConfig

ANTHROPIC = "https://api.anthropic.com"
_HOST = "api.anthropic.com"
_UNUSED_KEY = "none"


class AnthropicChat(Plainer):
    """One model at Anthropic, or at another server of its protocol.

    Neither seed nor temperature is sent: the protocol has no seed, and its newer models refuse a temperature.

    Args:
        key: may be empty for any server but Anthropic's own.
        base_url: up to and without "/v1/messages".
        timeout_s: how long one answer may take.

    Raises: BadConfig where address or key cannot be used.
    """

    def __init__(self, model: str, key: str = "", base_url: str = ANTHROPIC, timeout_s: float = 60.0) -> None:
        is_anthropic = urlsplit(checked(base_url, key, needs_key=False)).hostname == _HOST
        self.address = checked(base_url, key, needs_key=is_anthropic)
        self.model, self.timeout_s, self._key = model, timeout_s, key
        self.provider = "Anthropic" if is_anthropic else urlsplit(base_url).netloc
        super().__init__()

    def _ask(self, request: WriteRequest, *, plain: bool) -> Answer:
        messages = [("system", request.system)] if request.system else []
        messages.append(("human", request.prompt))
        more: dict[str, Any] = {"max_tokens": request.max_tokens}
        if request.schema and not plain:
            more["response_format"] = json.loads(request.schema)  # the library makes output_config.format of it
        llm = self._loaded()
        import anthropic

        with calling(anthropic, self.provider, self.model, self._key):
            said = llm.invoke(messages, **more)
        usage = said.usage_metadata or {}
        is_whole = said.response_metadata.get("stop_reason") in ("end_turn", "stop_sequence", None)
        return Answer(said.text, usage.get("input_tokens"), usage.get("output_tokens"), is_whole)

    def _built(self) -> Any:
        try:
            from langchain_anthropic import ChatAnthropic
        except ImportError:
            raise BadConfig(
                "The package langchain-anthropic is not installed.", todo="Run: pip install -r requirements.txt"
            ) from None
        kind: Any = ChatAnthropic
        return kind(
            model=self.model,
            api_key=self._key or _UNUSED_KEY,
            base_url=self.address,
            timeout=self.timeout_s,
            max_retries=0,
        )
