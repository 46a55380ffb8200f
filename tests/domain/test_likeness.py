"""Names that may be one organisation: asked for, never merged."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeddating import Rencontre
from speeddating.domain.history import History
from speeddating.domain.likeness import look_alikes
from speeddating.domain.names import bare_name, matching_key, number_of
from tests.factories import history, rencontre


def named(name: str, **over: object) -> Rencontre:
    other = "Tout autre chose"
    return rencontre(
        E1={"name": name, **over}, E2={"name": other}, e1={"organisation": name},
        e2={"organisation": other},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E.D.F.", "EDF"), ("Sté E.D.F", "edf"), ("SARL Dupont", "Dupont S.A.R.L."),
        ("L'Éveil", "ASSOCIATION EVEIL"), ("Martin & Fils", "Martin et Fils"),
        ("Œuvres du Cher", "OEUVRES du cher"), ("La Roue Libre", "Roue libre"),
    ],
)  # fmt: skip
def test_points_capitals_and_legal_forms_do_not_tell_names_apart(one: str, other: str) -> None:
    assert bare_name(one) == bare_name(other)


@pytest.mark.parametrize(
    "word",
    [
        "SARL", "SAS", "SASU", "SA", "EURL", "EIRL", "EI", "SNC", "SCI", "SCOP", "SCIC", "SEM",
        "SPL", "GIE", "GIP", "EPIC", "EPCI", "Association", "Asso", "Assoc", "Société", "Sté",
        "Cie", "Ets", "Établissement", "Établissements", "Entreprise", "la", "le", "les", "de",
        "du", "des", "et", "and", "the", "of", "en",
    ],
)  # fmt: skip
def test_a_name_may_bear_a_legal_form_or_a_small_word_or_lack_it(word: str) -> None:
    assert bare_name(f"{word} Dupont") == bare_name(f"Dupont {word}") == "dupont"
    assert bare_name(word) == matching_key(word)


@pytest.mark.parametrize("letter", ["l", "d"])
def test_an_elided_word_is_a_small_one(letter: str) -> None:
    assert bare_name(f"{letter}'Atelier") == "atelier"


@pytest.mark.parametrize(("one", "other"), [("EDF", "ERDF"), ("Emploi 18", "Emploi 36"),
                                            ("Société", "Association")])  # fmt: skip
def test_other_names_stay_others(one: str, other: str) -> None:
    assert bare_name(one) != bare_name(other)


@pytest.mark.parametrize(
    ("past", "today", "why"),
    [
        ("E.D.F.", "EDF", "spelling"), ("EDF Bourges", "EDF", "part"),
        ("EDF", "EDF Bourges", "part"),
        ("Menuiserie Auronde", "Menuiserie Aurondes", "letters"),
        ("SARL Martin", "SARL Marin", "letters"), ("EDF", "ERDF", None), ("Forge", "Vélo", None),
    ],
)  # fmt: skip
def test_a_name_of_the_past_that_looks_alike_is_asked_about(
    past: str, today: str, why: str | None
) -> None:
    found = look_alikes(named(today), history((past, "A1")))
    assert [(one.name, one.organisation, one.why) for one in found] == (
        [(past, today, why)] if why else []
    )


def test_only_names_spelt_alike_are_wholly_alike() -> None:
    found = look_alikes(named("EDF"), history(("E.D.F.", "A1"), ("EDF Bourges", "A1")))
    assert [(one.why, one.percent) for one in found] == [("spelling", 100), ("part", 99)]


def test_who_is_settled_for_one_organisation_is_asked_about_for_the_next() -> None:
    event = rencontre(
        E1={"name": "EDF", "not_names": ("E.D.F.",)}, E2={"name": "SARL EDF"},
        e1={"organisation": "EDF"}, e2={"organisation": "SARL EDF"},
    )  # fmt: skip
    found = look_alikes(event, history(("E.D.F.", "A1")))
    assert ("E.D.F.", "SARL EDF") in {(one.name, one.organisation) for one in found}


@pytest.mark.parametrize("over", [{"other_names": ("E.D.F.",)}, {"not_names": ("E.D.F.",)}])
def test_what_is_settled_is_not_asked_again(over: dict[str, object]) -> None:
    assert look_alikes(named("EDF", **over), history(("E.D.F.", "A1"))) == ()


def test_sides_are_not_mixed() -> None:
    assert look_alikes(named("EDF"), history(("Zut", "E.D.F."))) == ()


def test_case_and_accents_need_no_question() -> None:
    assert look_alikes(named("Épicerie"), history(("EPICERIE", "A1"))) == ()


TWO = {"e1": {"organisation": "EDF"}, "e2": {"organisation": "E.D.F."}}
SIREN, OTHER = "552081317", "732829320"
SIRETS = ("55208131766522", "55208131700018")


@pytest.mark.parametrize(
    ("numbers", "why"),
    [(("", ""), "spelling"), ((SIREN, SIREN), "number"), ((SIREN, OTHER), None),
     ((SIREN, "552081318"), "spelling"), ((SIREN, SIRETS[0]), "unit"), (SIRETS, "unit"),
     ((SIRETS[0], OTHER), None)],
)  # fmt: skip
def test_numbers_settle_whether_two_of_today_are_one(
    numbers: tuple[str, str], why: str | None
) -> None:
    first, second = ({"siren": number} if number else {} for number in numbers)
    event = rencontre(E1={"name": "EDF", **first}, E2={"name": "E.D.F.", **second}, **TWO)  # type: ignore[arg-type]
    assert [one.why for one in look_alikes(event, History())] == ([why] if why else [])


def test_without_the_module_for_it_check_digits_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "stdnum.fr", None)
    assert number_of("552 081 318") == "552081318"
    assert number_of("552 081") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("552 081 317", SIREN), ("552.081.317", SIREN), ("552081318", None),
        ("552 081 317 66522", "55208131766522"), ("55208131766523", None),
        ("w181000123", "W181000123"), ("W18", None), ("", None), (None, None), ("EDF", None),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_spaced_and_only_if_it_can_be_one(
    text: str | None, number: str | None
) -> None:
    assert number_of(text) == number


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_compared_as_all_others_are(text: str) -> None:
    hidden = "\u200b"  # taken out on the long way, which it makes necessary
    assert matching_key(text) == matching_key(f"{text}{hidden}")
