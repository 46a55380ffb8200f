import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeddating.domain.base import hidden_character
from speeddating.intake.cells import Raw, date, items, rounds, text, tidy, time, whole, yes_no
from speeddating.intake.findings import RefusedError


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (" Ana ", "Ana"),
        ("\u00a0Ana\u202f", "Ana"),
        ("A\u200bna", "Ana"),
        ("Ana\u202e", "Ana"),
        ("Ana\nBrun", "Ana Brun"),
        ("E\u0301ric", "Éric"),
        ("L'Œuvre", "L'Œuvre"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "VRAI"),
        ("NA", "NA"),
        ("=1+1", "=1+1"),
    ],
)
def test_text_is_one_printable_line(raw: Raw, said: str) -> None:
    assert text(raw) == said


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (dt.datetime(2026, 3, 1), "intake.text_became_date"),  # noqa: DTZ001 - as openpyxl reads
        ("x" * 201, "intake.too_long"),
        ("Ana\ufffe", "intake.hidden_character"),
        ("Ana\ud800", "intake.hidden_character"),
    ],
)
def test_text_that_cannot_be_kept_is_refused(raw: Raw, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        text(raw)
    assert caught.value.code == code


@given(st.text(max_size=200))
def test_tidy_text_fits_the_domain_or_is_refused(raw: str) -> None:
    assert tidy(tidy(raw)) == tidy(raw)
    try:
        said = text(raw)
    except RefusedError:
        return
    assert hidden_character(said) is None
    assert said == said.strip()


@pytest.mark.parametrize(
    ("raw", "number"), [(3, 3), (3.0, 3), ("3", 3), (" 3,0 ", 3), ("1 000", 1000)]
)
def test_whole_numbers(raw: Raw, number: int) -> None:
    assert whole(1)(raw) == number


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (-2, "too_small"),
        ("-2", "too_small"),
        (0, "too_small"),
        (10_001, "too_large"),
        (1e300, "too_large"),
        (1.5, "not_a_number"),
        ("six", "not_a_number"),
        ("9" * 5000, "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
    ],
)
def test_what_is_no_whole_number_is_refused(raw: Raw, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        whole(1)(raw)
    assert caught.value.code == f"intake.{code}"


@pytest.mark.parametrize("raw", ["oui", "OUI", "o", "x", "X", "1", 1, "vrai", True, "Présent", "✓"])
def test_yes(raw: Raw) -> None:
    assert yes_no(raw) is True


@pytest.mark.parametrize("raw", ["non", "N", 0, "faux", False, "absente", "Excusé", "no"])
def test_no(raw: Raw) -> None:
    assert yes_no(raw) is False


def test_neither_yes_nor_no() -> None:
    with pytest.raises(RefusedError, match="not_yes_no"):
        yes_no("peut-être")


@pytest.mark.parametrize(
    "raw",
    [
        dt.datetime(2026, 11, 22, 18, 30),  # noqa: DTZ001
        dt.date(2026, 11, 22),
        46348,
        46348.77,
        "22/11/2026",
        "22/11/26",
        "22-11-2026",
        "22.11.2026",
        " 22/11/2026 18:30",
        "2026-11-22",
        "2026-11-22T18:30:00",
        "2026/11/22",
    ],
)
def test_dates(raw: Raw) -> None:
    assert date(raw) == dt.date(2026, 11, 22)


@pytest.mark.parametrize("raw", ["31/02/2026", "demain", 12, "2026", True, "11/2026"])
def test_what_is_no_date_is_refused(raw: Raw) -> None:
    with pytest.raises(RefusedError, match="not_a_date"):
        date(raw)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("18h30", dt.time(18, 30)),
        ("18 h 30", dt.time(18, 30)),
        ("18:30", dt.time(18, 30)),
        ("18:30:00", dt.time(18, 30)),
        ("18h", dt.time(18)),
        ("18 heures", dt.time(18)),
        (0.770833333, dt.time(18, 30)),
        (dt.time(18, 30), dt.time(18, 30)),
        (dt.timedelta(hours=18, minutes=30), dt.time(18, 30)),
    ],
)
def test_times(raw: Raw, moment: dt.time) -> None:
    assert time(raw) == moment


@pytest.mark.parametrize("raw", ["25h", "18h75", "soir", 18, True, -0.5])
def test_what_is_no_time_is_refused(raw: Raw) -> None:
    with pytest.raises(RefusedError, match="not_a_time"):
        time(raw)


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("1-4; 6", {1, 2, 3, 4, 6}),
        ("1 à 4", {1, 2, 3, 4}),
        ("1 to 4", {1, 2, 3, 4}),
        ("1–3", {1, 2, 3}),  # noqa: RUF001
        ("2, 3 et 5", {2, 3, 5}),
        (3, {3}),
        (3.0, {3}),
        ("", set()),
    ],
)
def test_rounds(raw: Raw, numbers: set[int]) -> None:
    assert rounds(raw) == numbers


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (dt.datetime(2026, 4, 1), "rounds_became_date"),  # noqa: DTZ001
        (1.3, "rounds_became_decimal"),
        ("4-1", "not_rounds"),
        ("0", "not_rounds"),
        (-1, "not_rounds"),
        ("tous", "not_rounds"),
        ("1-9999999", "not_rounds"),
        ("1-9998; 2-9998", "not_rounds"),
    ],
)
def test_what_names_no_rounds_is_refused(raw: Raw, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        rounds(raw)


def test_items_keep_their_order_and_lose_doubles() -> None:
    assert items("emploi; numérique ;; emploi") == ("emploi", "numérique")
    assert items(12) == ("12",)
