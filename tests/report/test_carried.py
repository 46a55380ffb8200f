"""What a workbook has no column for is refused by name, and no file is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from speeddating import Facilitator, History, Round, UnsupportedError, write_workbook
from tests.factories import rencontre

if TYPE_CHECKING:
    from pathlib import Path

TWO_LENGTHS = (Round(number=1, minutes=10), Round(number=2, minutes=15))
APART = (Round(number=1, start=dt.time(18)), Round(number=2, start=dt.time(19)))


@pytest.mark.parametrize(
    ("over", "what"),
    [
        ({"E1": {"id": "17", "name": "Forge"}, "e1": {"organisation": "17"}}, "organisation_id"),
        ({"facilitators": (Facilitator(name="Mme Guide"),)}, "facilitator_without_group"),
        ({"rounds": TWO_LENGTHS}, "uneven_rounds"),
        ({"rounds": APART}, "uneven_rounds"),
    ],
)
def test_what_would_be_lost_is_refused(over: dict[str, Any], what: str, tmp_path: Path) -> None:
    event = rencontre().model_copy(update={k: v for k, v in over.items() if k[0] not in "eE"})
    if "E1" in over:
        event = rencontre(**over)
    with pytest.raises(UnsupportedError) as refused:
        write_workbook(tmp_path / "classeur.xlsx", event, History())
    assert refused.value.what == what
    assert refused.value.sentence("fr") != refused.value.sentence("en")
    assert list(tmp_path.iterdir()) == []


def test_rounds_that_follow_each_other_are_written(tmp_path: Path) -> None:
    follow = (Round(number=1, start=dt.time(18)), Round(number=2, start=dt.time(18, 12)))
    event = rencontre().model_copy(update={"rounds": follow, "changeover_minutes": 2})
    assert write_workbook(tmp_path / "classeur.xlsx", event, History()).exists()
