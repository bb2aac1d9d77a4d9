"""What all tests share: how many examples a property is tried with."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "test", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "soak", deadline=None, suppress_health_check=list(HealthCheck), max_examples=20_000
)
settings.load_profile(os.environ.get("L10N_PROFILE", "test"))
