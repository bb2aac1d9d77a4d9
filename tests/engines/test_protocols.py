"""Each engine speaks its protocol, bears a server's faults, and keeps its key to itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.engines.http import TRIES, sender
from l10n.engines.registry import GROUP, open_engine
from l10n.engines.values import Batch, Engine, EngineSettings, Reply, Request, Text
from l10n.errors import L10nError
from tests.engines.servers import KEYS, MODELS, SECRET, Response, Server, say, serve

BATCH = Batch("en", "pt-BR", "Visas", "Be brief.", (Text(1, "one"), Text(2, "two")))
SOON = {"retry-after-ms": "1"}


def ask(engine: Engine) -> Reply:
    sent = engine.send(engine.write(BATCH))
    assert sent.fault == ""
    return engine.read(BATCH, sent.text)


def test_texts_come_back(server: Server) -> None:
    assert ask(open_engine(server.settings())) == ({1: "one [x]", 2: "two [x]"}, {})


def test_the_request_is_of_the_vendors_form(server: Server) -> None:
    ask(open_engine(server.settings(extra={"more": 1})))
    (body,), (headers,), (path,) = server.requests, server.headers, server.paths
    assert body["more"] == 1
    match server.protocol:
        case "openai":
            assert path == "/chat/completions"
            assert headers["authorization"] == f"Bearer {SECRET}"
            assert [each["role"] for each in body["messages"]] == ["system", "user"]
            assert "Be brief." in body["messages"][0]["content"]
        case "anthropic":
            assert (path, headers["x-api-key"]) == ("/v1/messages", SECRET)
            assert headers["anthropic-version"] == "2023-06-01"
            assert "Be brief." in body["system"]
            assert body["max_tokens"] > 0
        case "deepl":
            assert path == "/v2/translate"
            assert headers["authorization"] == f"DeepL-Auth-Key {SECRET}"
            assert (body["source_lang"], body["target_lang"]) == ("EN", "PT-BR")
            assert body["tag_handling"] == "html"
        case "libretranslate":
            assert (path, body["format"]) == ("/translate", "html")
            assert (body["source"], body["target"], body["api_key"]) == ("en", "pt", SECRET)
        case _:
            assert (path, body["format"]) == ("/language/translate/v2", "html")
            assert headers["x-goog-api-key"] == SECRET
            assert (body["source"], body["target"]) == ("en", "pt-BR")


def test_the_key_is_no_part_of_what_is_remembered(server: Server) -> None:
    assert SECRET not in "".join(open_engine(server.settings()).write(BATCH))


@pytest.mark.parametrize(
    "response",
    [
        Response(429, b'{"error": "slow down"}', SOON),
        Response(429, b"", {"retry-after": "0.001"}),
        Response(503, b"busy", SOON),
        Response(200, b'{"choices": [', SOON),
        Response(200, b'{"a": "' + b"x" * 100, cut=50),
    ],
)
def test_a_busy_server_is_asked_again(server: Server, response: Response) -> None:
    server.script += [response, response]
    waits: list[float] = []
    settings = server.settings()
    send = sender(settings, {}, SECRET, pause=waits.append)
    engine = open_engine(settings)
    sent = send(engine.write(BATCH))
    assert engine.read(BATCH, sent.text).refusals == {}
    assert len(server.requests) == 3
    hint = "retry-after" in response.headers or "retry-after-ms" in response.headers
    assert waits == ([0.001, 0.001] if hint and response.status != 200 else [1.0, 2.0])


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:09 GMT"}, 9),
        ({"retry-after": "Wed, 21 Oct 2026 07:27:00 GMT"}, 0.001),
        ({"retry-after": "Wed, 21 Oct 2099 07:27:00 GMT"}, 120),
        ({"retry-after": "soon"}, 1),
        ({}, 1),
    ],
)
def test_a_server_says_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    with serve("openai") as server:
        date = {"date": "Wed, 21 Oct 2026 07:28:00 GMT"}
        server.script.append(Response(429, b"{}", {**date, **headers}))
        waits: list[float] = []
        send = sender(server.settings(), {}, "", pause=waits.append)
        send(open_engine(server.settings()).write(BATCH))
    assert waits == [seconds]


def test_a_server_that_stays_busy_is_given_up(server: Server) -> None:
    server.script += [Response(500, f"no: {SECRET}".encode(), SOON) for _ in range(9)]
    sent = sender(server.settings(), {}, SECRET, pause=lambda _: None)(Request(server.url, "{}"))
    assert sent == ("", "HTTP 500: no: ***", False)
    assert len(server.requests) == TRIES


def test_a_wrong_key_is_said_at_once_and_never_shown(server: Server) -> None:
    server.script.append(Response(401, f"bad key {SECRET}".encode()))
    sent = open_engine(server.settings()).send(open_engine(server.settings()).write(BATCH))
    assert sent == ("", "HTTP 401: bad key ***", True)
    assert len(server.requests) == 1


def test_where_nothing_is_found_the_address_is_shown(server: Server) -> None:
    server.script.append(Response(404, b"<h1>Not found</h1>"))
    engine = open_engine(server.settings())
    request = engine.write(BATCH)
    assert engine.send(request).fault == f"HTTP 404 from {request.url}: <h1>Not found</h1>"


def test_an_error_with_the_status_of_success_is_one(server: Server) -> None:
    server.script.append(Response(body=b'{"error": {"message": "upstream\\nis down"}}'))
    assert ask(open_engine(server.settings())).refusals == {}
    assert len(server.requests) == 2
    server.script += [Response(body=b'{"error": "overloaded"}')] * TRIES
    send = sender(server.settings(), {}, "", pause=lambda _: None)
    assert send(Request(server.url, "{}")).fault == "the server reports an error: overloaded"


def test_no_redirection_is_followed(server: Server) -> None:
    server.script.append(Response(302, b"", {"location": f"{server.url}/elsewhere"}))
    engine = open_engine(server.settings())
    request = engine.write(BATCH)
    assert engine.send(request).fault == f"HTTP 302 from {request.url}: Found"
    assert len(server.requests) == 1


def test_a_server_that_never_answers_is_given_up() -> None:
    settings = EngineSettings("none", "openai", url="http://127.0.0.1:9", timeout=0.2)
    waits: list[float] = []
    send = sender(settings, {}, "", pause=waits.append)
    fault = send(Request("http://127.0.0.1:9", "{}")).fault
    assert fault.startswith("no answer from 127.0.0.1: ")
    assert "refused" in fault
    assert waits == [1, 2, 4, 8]


def test_a_server_that_hangs_is_asked_again(server: Server) -> None:
    server.script += [Response(hangs=True), Response(hangs=True)]
    waits: list[float] = []
    settings = server.settings(timeout=0.2)
    engine = open_engine(settings)
    sent = sender(settings, {}, SECRET, pause=waits.append)(engine.write(BATCH))
    assert engine.read(BATCH, sent.text).refusals == {}
    assert (len(server.requests), waits) == (3, [1, 2])


@pytest.mark.parametrize("answers", [[], ["uno"], ["uno", "dos", "tres"]])
def test_a_wrong_number_of_texts_is_taken_for_none(server: Server, answers: list[str]) -> None:
    if server.protocol in MODELS:
        pytest.skip("models name each text")
    server.script.append(Response(body=say(server.protocol, answers)))
    assert ask(open_engine(server.settings())).texts == {}


@pytest.mark.parametrize("body", [b"{}", b"[]", b'"x"', b'{"choices": [{}], "content": 1}'])
def test_json_of_another_form_refuses_all(server: Server, body: bytes) -> None:
    server.script.append(Response(body=body))
    reply = ask(open_engine(server.settings()))
    assert (reply.texts, sorted(reply.refusals)) == ({}, [1, 2])


@pytest.mark.parametrize(
    ("protocol", "data", "reason"),
    [
        ("openai", {"choices": [{"finish_reason": "length"}]}, "cut off"),
        ("openai", {"choices": [{"finish_reason": "content_filter"}]}, "filter"),
        ("openai", {"choices": [{"message": {"refusal": "I will not"}}]}, "I will not"),
        ("anthropic", {"stop_reason": "max_tokens", "content": []}, "cut off"),
        ("anthropic", {"stop_reason": "refusal", "content": []}, "refused"),
    ],
)
def test_a_model_that_stops_says_why(protocol: str, data: object, reason: str) -> None:
    with serve(protocol) as server:
        server.script.append(Response(body=json.dumps(data).encode()))
        reply = ask(open_engine(server.settings()))
    assert all(reason in each for each in reply.refusals.values())
    assert sorted(reply.refusals) == [1, 2]


@pytest.mark.parametrize("protocol", ["openai", "anthropic", "deepl", "google"])
def test_a_missing_key_is_named(protocol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEYS[protocol], raising=False)
    engine = open_engine(EngineSettings("gpt", protocol))
    assert engine.fault == f"engine gpt: set its key in the environment variable {KEYS[protocol]}"
    assert "one" in engine.write(BATCH).body
    assert open_engine(EngineSettings("gpt", protocol, url="http://localhost")).fault == ""
    named = EngineSettings("gpt", protocol, url="http://localhost", key="MY_KEY")
    assert open_engine(named).fault == "engine gpt: set its key in the environment variable MY_KEY"


def test_a_server_that_wants_a_key_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEYS["openai"], raising=False)
    with serve("openai") as server:
        server.script.append(Response(401, b"who?"))
        engine = open_engine(server.settings())
        assert engine.send(engine.write(BATCH)).fault == "HTTP 401 (no key was sent): who?"


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(L10nError, match="there is no type babelfish"):
        open_engine(EngineSettings("gpt", "babelfish"))


def test_another_package_may_bring_an_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parrot.py").write_text(
        "from l10n.engines.values import Engine, Form, Request, Sent, in_order\n"
        "def open_engine(settings):\n"
        "    return Engine(Form.HTML, lambda b: Request('', b.texts[0].text),\n"
        "        lambda r: Sent(r.body), lambda b, answer: in_order(b, [answer]))\n"
    )
    about = tmp_path / "parrot-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: parrot\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nparrot = parrot:open_engine\n")
    monkeypatch.syspath_prepend(tmp_path)
    engine = open_engine(EngineSettings("mine", "parrot"))
    batch = BATCH._replace(texts=BATCH.texts[:1])
    assert engine.read(batch, engine.send(engine.write(batch)).text) == ({1: "one"}, {})
