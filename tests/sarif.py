"""The schema of SARIF, by the makers of the format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")

_SCHEMA = Path(__file__).parent / "data" / "checks" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = jsonschema.Draft4Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))
