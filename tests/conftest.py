"""What all tests share: how many examples a property is tried with."""

from __future__ import annotations

import os
import signal

from hypothesis import HealthCheck, settings

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
