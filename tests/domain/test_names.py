"""What is an e-mail address or a telephone number, and what only looks like one."""

import pytest

from speeddating.domain.names import holds_contact


@pytest.mark.parametrize(
    "text",
    [
        "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06\u201112\u201134\u201156\u201178",
        "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "+33(0)612345678", "0033 6 12 34 56 78",
        "0 800 123 456", "0800 123 456", "+49 170 1234567", "+1 202-555-0173", "+1 (202) 555 0173",
        "Ana 06 12 34 56 78", "ana.brun@exemple.fr", "Ana <ana@exemple.fr>", "ana\uff20exemple.fr",
        "ana@exemple.société",
    ],
)  # fmt: skip
def test_a_contact_is_seen_however_it_is_written(text: str) -> None:
    assert holds_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "732 829 320", "73282932000074", "732 829 320 00074", "W181234567", "Salle 0123",
        "01/02/2020", "01-02-2020 à 10 h", "2020-2021", "Emploi @ Bourges", "R+1", "+ 10 %",
    ],
)  # fmt: skip
def test_a_number_or_a_date_is_no_contact(text: str) -> None:
    assert not holds_contact(text)


def test_a_word_without_end_is_looked_through_once() -> None:
    assert not holds_contact("a" * 200_000)
    assert not holds_contact("0 " * 100_000)
    assert not holds_contact("+" * 100_000 + "(" * 100_000)
