"""A server on this machine that speaks the protocol of each engine, and its faults."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from l10n.engines.values import EngineSettings

PROTOCOLS = ("openai", "anthropic", "deepl", "libretranslate", "google")
MODELS = ("openai", "anthropic")
KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "deepl": "DEEPL_AUTH_KEY",
    "libretranslate": "LIBRETRANSLATE_API_KEY",
    "google": "GOOGLE_API_KEY",
}
SECRET = "sk-very-secret-0123456789"

Translate = Callable[[dict[str, Any]], str]
"""Translates what a model is told of one text; of the others only ``text`` is known."""


@dataclass
class Response:
    """What the server says instead of translating."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    """How many bytes of the body never come."""
    hangs: bool = False
    """Whether nothing comes as long as the server runs."""


@dataclass
class Server:
    """What was asked, and how it is answered."""

    protocol: str
    url: str = ""
    translate: Translate = field(default=lambda told: f"{told['text']} [x]")
    script: list[Response] = field(default_factory=list)
    """Said first, one each request."""
    wrap: Callable[[str], str] = field(default=lambda answer: answer)
    """What a model puts around its JSON."""
    most: int = 1_000
    """Texts: an answer to more of them is cut off."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def settings(self, **more: Any) -> EngineSettings:
        return EngineSettings("local", self.protocol, url=self.url, model="m-1", **more)

    @property
    def texts(self) -> list[str]:
        """Return every text that went out, in order."""
        return [told["text"] for each in self.requests for told in told_of(self.protocol, each)]


@contextmanager
def serve(protocol: str) -> Iterator[Server]:
    """Serve a protocol on a port of this machine."""
    state = Server(protocol)
    lock, closing = threading.Lock(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with lock:
                state.requests.append(body)
                state.headers.append({k.lower(): v for k, v in self.headers.items()})
                state.paths.append(self.path)
                told = state.script.pop(0) if state.script else None
            response = told or Response(body=answer_of(state, body))
            if response.hangs:
                closing.wait()
                return
            self.send_response_only(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body[: len(response.body) - response.cut])
            if response.cut:
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def told_of(protocol: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a request says of each text."""
    if protocol in MODELS:
        found: list[dict[str, Any]] = json.loads(body["messages"][-1]["content"])["texts"]
        return found
    return [{"text": each} for each in body["text" if protocol == "deepl" else "q"]]


def answer_of(state: Server, body: dict[str, Any]) -> bytes:
    """Return the translations of what a request asks for."""
    told = told_of(state.protocol, body)
    if state.protocol in MODELS:
        rows = [{"id": each["id"], "text": state.translate(each)} for each in told]
        if len(rows) > state.most:
            return json.dumps({"choices": [{"finish_reason": "length"}]}).encode()
        return say(state.protocol, state.wrap(json.dumps({"texts": rows})))
    return say(state.protocol, [state.translate(each) for each in told])


def say(protocol: str, answer: Any) -> bytes:
    """Return an answer in the protocol's own words: a text of a model, or a list of texts."""
    match protocol:
        case "openai":
            message = {"role": "assistant", "content": answer}
            data: Any = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
        case "anthropic":
            data = {"content": [{"type": "text", "text": answer}], "stop_reason": "end_turn"}
        case "deepl":
            rows = [{"detected_source_language": "EN", "text": each} for each in answer]
            data = {"translations": rows}
        case "libretranslate":
            data = {"translatedText": answer}
        case _:
            data = {"data": {"translations": [{"translatedText": each} for each in answer]}}
    return json.dumps(data).encode()
