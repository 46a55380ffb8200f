"""A schedule of another rencontre is refused in a sentence wherever one is taken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from speeddating import (
    Budget,
    History,
    InvalidInputError,
    Plan,
    Rencontre,
    plan,
    sample,
    score,
    to_frame,
    write_csv,
    write_printouts,
    write_screen,
    write_workbook,
)
from speeddating.words import LANGUAGES
from tests.factories import rencontre, schedule

Taker = Callable[[Path, Rencontre, Plan], object]
TAKERS: dict[str, Taker] = {
    "score": lambda _, event, made: score(event, History(), made),
    "to_frame": lambda _, event, made: to_frame(made, event),
    "csv": lambda path, event, made: write_csv(path, event, History(), made),
    "printouts": write_printouts,
    "screen": write_screen,
    "workbook": lambda path, event, made: write_workbook(path, event, History(), made),
}


@pytest.mark.parametrize("taker", TAKERS)
def test_a_plan_of_another_rencontre_is_refused_in_a_sentence(taker: str, tmp_path: Path) -> None:
    made = plan(sample(3, 3, rounds=2), budget=Budget(seconds=20, workers=1))
    with pytest.raises(InvalidInputError) as refused:
        TAKERS[taker](tmp_path / "a", sample(2, 2, rounds=2), made)
    for language in LANGUAGES:
        assert "Personne 3" in refused.value.sentence(language)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("row", [("1", 9, "e1", "a1"), ("9", 1, "e1", "a1"), ("1", 1, "e9", "a1")])
def test_one_seat_in_an_unknown_round_at_an_unknown_table_or_of_a_stranger_is_enough(
    row: tuple[str, int, str, str],
) -> None:
    with pytest.raises(InvalidInputError):
        score(rencontre(), History(), schedule(row))
