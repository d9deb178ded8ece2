"""A server on loopback that speaks chat completions and Anthropic's messages, and fails as it is told to."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LETTER = '{"subject":"Tables outside","body":"Hello."}'


@dataclass(frozen=True)
class Reply:
    """What is sent back. ``holds`` keeps it back until the end, ``breaks`` cuts it in its middle."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    holds: bool = False
    breaks: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


def completion(text: Any = LETTER, finish: str = "stop", usage: tuple[int, int] | None = (100, 20)) -> Reply:
    """A whole answer of the chat completions protocol."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    body = {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    if usage:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return Reply(body=body)


def message(text: str = LETTER, stop: str = "end_turn", usage: tuple[int, int] = (100, 20)) -> Reply:
    """A whole answer of Anthropic's protocol, which begins with a thought."""
    content = [{"type": "thinking", "thinking": "Hm.", "signature": "s"}, {"type": "text", "text": text}]
    counts = {"input_tokens": usage[0], "output_tokens": usage[1]}
    body = {"id": "m1", "type": "message", "role": "assistant", "model": "m", "content": content}
    return Reply(body={**body, "stop_reason": stop, "stop_sequence": None, "usage": counts})


def failure(status: int, code: str = "", said: str = "No.", **headers: str) -> Reply:
    """An error in a form that both protocols share."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(
        status, {"type": "error", "error": {"message": said, "type": code or "api_error", "code": code}}, named
    )


class Provider:
    """Answers with the scripted replies in turn, then always with the last; a script may be a function of a request."""

    def __init__(self, script: Iterable[Reply] | Callable[[Asked], Reply]) -> None:
        self.asked: list[Asked] = []
        self._lock, self._released = threading.Lock(), threading.Event()
        self._script = script if callable(script) else _in_turn(list(script))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> "Provider":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def release(self) -> None:
        """Let go what is held back."""
        self._released.set()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10

            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["content-length"] or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                is_json = headers.get("content-type") == "application/json"
                provider._answer(self, Asked(self.path, headers, json.loads(data) if is_json else {}))

            do_GET = do_PATCH = do_POST  # noqa: N815 (named by the library)

            def log_message(self, *_: Any) -> None:
                return None

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        with self._lock:
            self.asked.append(asked)
            reply = self._script(asked)
        if reply.holds:
            self._released.wait(10)
        data = reply.body.encode() if isinstance(reply.body, str) else json.dumps(reply.body).encode()
        kind = "text/html" if isinstance(reply.body, str) else "application/json"
        try:
            handler.send_response(reply.status)
            for name, value in {"content-type": kind, "content-length": str(len(data)), **reply.headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data[:10] if reply.breaks else data)
            handler.wfile.flush()
            if reply.breaks:
                # Closing with a linger of no time sends a reset.
                handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                handler.connection.close()
                handler.close_connection = True
        except OSError:
            handler.close_connection = True


def _in_turn(replies: list[Reply]) -> Callable[[Asked], Reply]:
    def answer(_: Asked) -> Reply:
        return replies.pop(0) if len(replies) > 1 else replies[0]

    return answer
