"""The published JSON schemas: pinned, and true of what the library writes."""

import json
from pathlib import Path

from speeddating import Budget, History, Plan, Rencontre, json_schema, plan
from speeddating.schema import text
from tests.factories import history, rencontre

PINNED = Path(__file__).with_name("schema.json")


def test_the_schema_is_what_is_pinned() -> None:
    """A change breaks programs of others: ``python -m speeddating.schema > tests/schema.json``."""
    assert text() == PINNED.read_text(encoding="utf-8")


def test_what_is_written_has_what_the_schema_names_and_is_read_back() -> None:
    one, past = rencontre(3, 3, rounds=2), history(("E1", "A1"))
    made = plan(one, past, budget=Budget(seconds=2, reproducible=True))
    for model, kind in ((one, Rencontre), (past, History), (made, Plan)):
        written = json.loads(model.model_dump_json())
        assert written.keys() == json_schema()[kind.__name__]["properties"].keys()
        assert kind.model_validate_json(model.model_dump_json()) == model
