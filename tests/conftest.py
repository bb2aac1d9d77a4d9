"""What all tests share: how many examples a property is tried with, and engines to ask."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.engines.servers import KEYS, PROTOCOLS, SECRET, Server, serve

settings.register_profile(
    "test", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "soak", deadline=None, suppress_health_check=list(HealthCheck), max_examples=20_000
)
settings.load_profile(os.environ.get("L10N_PROFILE", "test"))

# A shell starts what runs in the background with interrupts ignored, and programs inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(params=PROTOCOLS)
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve each of the protocols in turn, with its key in the environment."""
    monkeypatch.setenv(KEYS[request.param], SECRET)
    with serve(request.param) as found:
        yield found


@pytest.fixture
def model() -> Iterator[Server]:
    """Serve a model, without a key."""
    with serve("openai") as found:
        yield found
