"""Rules and levels are said in several places; the tables of contents agree."""

from pathlib import Path
from typing import get_args

import pytest

from speeddating import checks
from speeddating.domain.history import History
from speeddating.domain.plan import Engine
from speeddating.domain.score import DEFAULT_LEVELS, SENSE, Score
from speeddating.domain.score import LEVELS as NAMES
from speeddating.solve import demands
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.solve import SUPPORTS as MIXED
from speeddating.solve.pairs.choose import SUPPORTS as PAIRS
from speeddating.solve.pairs.levels import LEVELS as COUNTED
from speeddating.solve.reasons.conflict import BACKGROUND, concerning
from speeddating.solve.reasons.conflict import FURTHER as BANS
from speeddating.solve.reasons.places import seats_are_as_demanded
from speeddating.solve.rounds.levels import LEVELS as SETTLED
from speeddating.solve.rounds.rules import FAMILIES
from speeddating.solve.rounds.rules import SUPPORTS as ROUNDS
from speeddating.solve.rounds.worth import WIDTH
from speeddating.words import LANGUAGES, Language, say
from tests.factories import apart, lock, must, rencontre, table, wish

ROOT = Path(__file__).parents[2]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
SPACES = {"pairs": PAIRS, "rounds": ROUNDS, "mixed": MIXED}
EVERYTHING = rencontre(
    3,
    3,
    [table("1", zone="Nord", accessible=True), table("2", rounds=frozenset({1}))],
    2,
    e1={"least": 1, "most": 1, "absent": frozenset({1})},
    e2={"table": "1"},
    a1={"zone": "Nord"},
    a2={"needs_access": True},
    wishes=(must("E3", "A3"), must("E2", "A2", round=1), wish("E1", "A1", before="A2")),
    incompatibilities=(apart("E1", "A3"),),
    locks=(lock("a3", 1, "1"),),
)
"""Says something of every rule that a person or a line of the rencontre states."""


def in_play() -> set[str]:
    """Rules and forms of rules that a rencontre may ask of a space."""
    everything = {**demands.RULES, **demands.FURTHER}
    return {name for name, asked in everything.items() if asked is not demands._never}


def test_rules_asked_for_are_the_rules_checked() -> None:
    assert list(demands.RULES) == [rule.__name__ for rule in checks.RULES]


def chapter(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_readme_has_an_equation_for_every_rule_and_level() -> None:
    rows = [line.split("|") for line in chapter("The model in one page").splitlines()]
    said = [name for row in rows if len(row) > 3 for name in row[1].strip().split(", ")]
    headings = {"rule", "level", "---"}
    expected = [*(rule.__name__ for rule in checks.RULES), *SENSE]
    assert sorted(name for name in said if name not in headings) == sorted(expected)


def test_the_readme_shows_every_room() -> None:
    source = ROOT / "src" / "speeddating"
    rooms = [*source.glob("*/__init__.py"), *source.glob("solve/*/__init__.py")]
    shown = chapter("The rooms")
    assert [room.parent.name for room in rooms if f"{room.parent.name}/" not in shown] == []


@pytest.mark.parametrize("space", SPACES)
def test_a_space_supports_nothing_that_nobody_can_ask_for(space: str) -> None:
    assert SPACES[space] <= in_play()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_kept_by_some_space_or_refused_by_name(language: Language) -> None:
    kept = frozenset().union(*SPACES.values())
    assert in_play() - kept == {"resumed"}
    refused = {"engine", "level", "size", "own"}
    refused |= {"moves_before_kept", "nothing_left"}
    for name in in_play() | refused:
        # a rule that one space keeps may still meet another that it does not
        data = {"names": "x", "size": 1, "most": 1, "round": 3, "last": 2}
        assert say(f"errors.unsupported_{name}", language, **data)


def test_what_pairings_keep_rounds_keep_too() -> None:
    assert PAIRS <= ROUNDS


@pytest.mark.parametrize("registry", [COUNTED, SETTLED, WIDTH])
def test_levels_of_a_space_are_levels_of_the_domain_in_their_order(registry: object) -> None:
    names = list(registry)  # type: ignore[call-overload]
    order = [level.name for level in NAMES]
    assert set(names) <= set(order)
    assert names == [name for name in order if name in names]


def test_levels_that_pairings_decide_are_weighed_in_rounds_too() -> None:
    assert COUNTED.keys() == WIDTH.keys() - {"kept"}
    assert COUNTED.keys() <= SETTLED.keys()


def test_levels_are_the_fields_of_the_score_and_the_measures() -> None:
    order = [level.name for level in NAMES]
    assert list(Score.model_fields) == order == list(SENSE)
    assert [measure.__name__ for measure in checks.MEASURES] == list(DEFAULT_LEVELS)
    assert [name for name in order if name != "kept"] == list(DEFAULT_LEVELS)


def test_levels_that_no_model_of_rounds_settles_are_those_of_tables() -> None:
    assert set(DEFAULT_LEVELS) - SETTLED.keys() == {"mixing", "moves"}


def test_families_say_what_holds() -> None:
    families = (*FAMILIES, *BANS)
    assert len({family.__name__ for family in families}) == len(families)
    assert all(family.__doc__ for family in families)


def everybody() -> list[str]:
    people = [one.id for one in EVERYTHING.participants]
    return [*people, *(one.id for one in EVERYTHING.organisations)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_demand_has_a_sentence_that_names_all_it_knows(language: Language) -> None:
    limits = Limits(EVERYTHING, History())
    found = concerning(limits, everybody())
    told = {one.rule for one in found}
    assert told == {
        "least_meetings",
        "most_meetings",
        "people_are_there",
        "fixed_tables",
        "zones",
        "access",
        "musts_are_met",
        "order_is_kept",
        "incompatible_apart",
        "locks_are_kept",
    }
    assert not told & BACKGROUND
    for one in found:
        said = one.reason().sentence(language)
        assert all(str(value) in said for _, value in one.data)
        assert "{" not in said


def test_rules_of_demands_are_rules_that_are_checked() -> None:
    names = {rule.__name__ for rule in checks.RULES}
    assert {one.rule for one in concerning(Limits(EVERYTHING, History()), everybody())} <= names
    assert seats_are_as_demanded in BANS


def test_engines_are_those_of_the_public_face() -> None:
    assert get_args(Engine) == ("auto", "cpsat", "flow")
