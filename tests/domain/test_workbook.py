"""Texts in cells and lines: whatever they look like, what is read is what was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeddating.domain.workbook import as_text, escaped, from_text, joined, parted, unescaped
from tests.report.accepted import ODD

TEXTS = st.one_of(st.sampled_from(ODD), st.text(alphabet="a;\" _x005F'=", min_size=1), st.text())
ITEMS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(ITEMS, max_size=4))
def test_the_items_of_a_cell_are_those_that_were_put_there(items: list[str]) -> None:
    assert [item.strip() for item in parted(joined(items)) if item.strip()] == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("emploi; insertion", ["emploi", "insertion"]),
        ("emploi;insertion\nvélo", ["emploi", "insertion", "vélo"]),
        ('"emploi"; vélo', ['"emploi"', "vélo"]),
        ('"a;b"; c', ["a;b", "c"]),
        ('dit "oui"; c', ['dit "oui"', "c"]),
        ('"jamais fermé; c', ['"jamais fermé', "c"]),
        ("", []),
        (" ; ;", []),
    ],
)
def test_quotation_marks_of_an_organiser_stay(cell: str, items: list[str]) -> None:
    assert [item.strip() for item in parted(cell) if item.strip()] == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [("", ("",)), ("a", ("a",)), ("a;", ("a", "")), ('"a;b"', ("a;b",)), (";\n", ("", "", ""))],
)
def test_a_separator_has_an_item_on_either_side(cell: str, items: tuple[str, ...]) -> None:
    assert parted(cell) == items


@given(TEXTS)
def test_a_text_that_looks_like_an_escape_is_a_text(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("_x0041_", "_x005F_x0041_"), ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_xyz_", "_xyz_"), ("x005F_", "x005F_"),
    ],
)  # fmt: skip
def test_escapes_are_those_of_excel(text: str, held: str) -> None:
    assert escaped(text) == held
    assert unescaped(held) == text
    assert unescaped("a_x000d_b_x00E9_") == "a\rbé"


@pytest.mark.parametrize("first", "=+-@\t\r")
def test_a_text_that_excel_would_run_gets_an_apostrophe(first: str) -> None:
    assert as_text(f"{first}1") == f"'{first}1"
    assert from_text(f"'{first}1") == f"{first}1"


@given(TEXTS)
def test_a_text_in_a_csv_never_begins_like_a_formula(text: str) -> None:
    assert from_text(as_text(text)) == text
    assert not re.match(r"[=+\-@\t\r]", as_text(text))


def test_other_apostrophes_stay() -> None:
    assert from_text("'t Hof") == as_text("'t Hof") == "'t Hof"
