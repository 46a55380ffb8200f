"""Errors: one tree, two parents each, whole after a journey, said in both languages."""

import copy
import pickle
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from speeddating import errors
from speeddating.domain.issue import Issue, Reason, Violation
from speeddating.errors import (
    BrokenScheduleError,
    InfeasibleError,
    InvalidInputError,
    NoScheduleFoundError,
    SpeedDatingError,
    UnsupportedError,
    WriteError,
)
from speeddating.words import LANGUAGES, LOCALE, Language, say

ZONE = Violation(rule="zones", data={"round": 2, "table": "1", "name": "e1", "zone": "Nord"})

PARENTS: dict[type[SpeedDatingError], type[Exception]] = {
    InvalidInputError: ValueError,
    UnsupportedError: NotImplementedError,
    InfeasibleError: Exception,
    NoScheduleFoundError: TimeoutError,
    BrokenScheduleError: AssertionError,
    WriteError: OSError,
}


def variants(family: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What other rooms wrote in the catalogue: ``errors.<family>_<key>``, and what it needs."""
    source = (LOCALE / "fr" / "LC_MESSAGES" / "errors.po").read_text(encoding="utf-8")
    for key, text in re.findall(rf'msgid "errors\.{family}_(\w+)"\nmsgstr "(.*)"', source):
        told = {name for _, name, _, _ in Formatter().parse(text) if name}
        yield key, dict.fromkeys(told - {"what", "path"}, "mot")


EXAMPLES: tuple[SpeedDatingError, ...] = (
    InvalidInputError([], "rencontre.xlsx"),
    InfeasibleError("Rencontre de mai", [Reason(code="errors.any", people=("e1",))]),
    InfeasibleError("Rencontre de mai", []),
    NoScheduleFoundError("Rencontre de mai", 20.0),
    BrokenScheduleError("Rencontre de mai", [ZONE]),
    *(UnsupportedError(key, **data) for key, data in variants("unsupported")),
    *(WriteError("planning.xlsx", key) for key, _ in variants("write")),
)

each_error = pytest.mark.parametrize("error", EXAMPLES, ids=[type(e).__name__ for e in EXAMPLES])
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_tree_is_the_one_that_the_module_draws() -> None:
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert drawn == [kind.__name__ for kind in PARENTS]
    assert set(SpeedDatingError.__subclasses__()) == set(PARENTS)


@pytest.mark.parametrize(("kind", "parent"), list(PARENTS.items()))
def test_an_error_is_caught_by_either_parent(
    kind: type[SpeedDatingError], parent: type[Exception]
) -> None:
    assert issubclass(kind, SpeedDatingError)
    assert issubclass(kind, parent)
    assert kind.code.startswith("errors.")
    assert kind.__doc__


def test_every_error_has_a_code_of_its_own() -> None:
    kinds: tuple[type[SpeedDatingError], ...] = (SpeedDatingError, *PARENTS)
    found = [kind.code for kind in kinds]
    assert len(set(found)) == len(found)


def test_every_error_has_an_example() -> None:
    assert {type(example) for example in EXAMPLES} == set(PARENTS)


@each_error
@each_language
def test_an_error_is_said_in_both_languages(error: SpeedDatingError, language: Language) -> None:
    said = error.sentence(language)
    assert said
    assert "{" not in said


@each_error
def test_an_error_is_printed_in_french(error: SpeedDatingError) -> None:
    assert str(error) == error.sentence("fr")


@each_error
def test_an_error_crosses_processes_with_its_data(error: SpeedDatingError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(twin) is type(error)
        assert twin.data == error.data
        assert vars(twin) == vars(error)
        assert str(twin) == str(error)


@pytest.mark.parametrize(
    "error", [UnsupportedError("magic", rule="zones"), WriteError("a.xlsx", "moon")]
)
def test_what_nobody_has_a_sentence_for_yet_keeps_its_data(error: SpeedDatingError) -> None:
    twin = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert twin.data == error.data


def test_an_infeasible_rencontre_names_its_reasons_line_by_line() -> None:
    reason = Reason(code="checks.delegates_apart", data=ZONE.data)
    assert str(InfeasibleError("Rencontre de mai", [reason, reason])).splitlines() == [
        "Rencontre de mai : aucun planning ne respecte toutes les règles.",
        "- Tour 2, table 1 : deux personnes de e1.",
        "- Tour 2, table 1 : deux personnes de e1.",
    ]


def test_a_broken_schedule_names_what_is_broken_and_asks_for_a_report() -> None:
    head, line = str(BrokenScheduleError("Rencontre de mai", [ZONE])).splitlines()
    assert head.endswith("merci de le signaler.")
    assert line == "- Tour 2 : e1 est à la table 1, hors de sa zone Nord."


def test_out_of_time_is_no_proof() -> None:
    said = NoScheduleFoundError("Rencontre de mai", 2.4).sentence("fr")
    assert said.startswith("Rencontre de mai : aucun planning trouvé en 2 s. Cela ne prouve pas")


@pytest.fixture
def issue() -> Issue:
    """A problem that has a remedy, of whichever catalogue has one."""
    for source in sorted((LOCALE / "fr" / "LC_MESSAGES").glob("*.po")):
        text = source.read_text(encoding="utf-8")
        for code in re.findall(r'^msgid "(.+)\.remedy"$', text, re.MULTILINE):
            forms = " ".join(re.findall(rf'"{re.escape(code)}[^"]*"\nmsgstr.*"(.*)"', text))
            data = {name: "mot" for _, name, _, _ in Formatter().parse(forms) if name}
            return Issue(code=code, sheet="Participants", cell="C12", data=data)
    pytest.fail("no problem has a remedy in any catalogue")


@pytest.mark.parametrize(("language", "colon"), [("fr", " : "), ("en", ": ")])
def test_a_problem_is_told_with_its_place_and_its_remedy(
    issue: Issue, language: Language, colon: str
) -> None:
    told = f"{issue.sentence(language)} {issue.remedy(language)}"
    assert issue.line(language) == f"Participants C12{colon}{told}"
    assert issue.model_copy(update={"cell": None}).line(language) == f"Participants{colon}{told}"
    assert issue.model_copy(update={"sheet": None, "cell": None}).line(language) == told


def test_all_problems_are_told_at_once(issue: Issue) -> None:
    error = InvalidInputError([issue, issue], "rencontre.xlsx")
    head, *lines = str(error).splitlines()
    assert head == "rencontre.xlsx : 2 problèmes à corriger :"
    assert lines == [f"- {issue.line('fr')}"] * 2
    assert str(InvalidInputError([issue])) == f"- {issue.line('fr')}"
    assert pickle.loads(pickle.dumps(error)).issues == (issue, issue)  # noqa: S301


def test_the_root_has_a_sentence_too() -> None:
    assert str(SpeedDatingError()) == say("errors.any", "fr")
