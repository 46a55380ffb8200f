from pathlib import Path

import pytest

from speeddating.domain.room import Table
from tests.intake.books import Line, of, problems, read

HEAD = ("Table", "Places entreprises", "Places associations", "Zone", "Accessible", "Tours")


def test_all_columns_of_a_table(tmp_path: Path) -> None:
    tables = read(tmp_path, Tables=[HEAD, ("Nord", 2, 3, "Z", "x", "1-3"), (2,)]).rencontre.tables
    assert tables == (
        of(Table, id="Nord", seats_entreprises=2, seats_associations=3, zone="Z", accessible=True,
              rounds=frozenset({1, 2, 3})),
        of(Table, id="2"),
    )  # fmt: skip


def test_an_empty_sheet_leaves_one_table_per_pair(tmp_path: Path) -> None:
    assert read(tmp_path, Tables=[HEAD]).rencontre.tables == (of(Table, id="1"),)


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ((None, 2), ("missing_value", "A3")),
        (("nord",), ("table_twice", "A3")),
        (("Sud", 0), ("too_small", "B3")),
        (("Sud", 1, -1), ("too_small", "C3")),
        (("Sud", 10**6), ("too_large", "B3")),
        (("Sud", 1, 1, None, "peut-être"), ("not_yes_no", "E3")),
        (("Sud", 1, 1, None, None, "7"), ("unknown_round", "F3")),
        (("Sud", 1, 1, None, None, 1.3), ("rounds_became_decimal", "F3")),
    ],
)
def test_a_wrong_table_is_refused_once(tmp_path: Path, row: Line, issue: tuple[str, str]) -> None:
    code, cell = issue
    assert problems(tmp_path, Tables=[HEAD, ("Nord",), row]) == [(code, "Tables", cell)]
