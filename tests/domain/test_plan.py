"""What a plan may claim, and which of two values is better."""

import pytest

from speeddating.domain.base import ParticipantId, TableId
from speeddating.domain.issue import Issue, Violation
from speeddating.domain.plan import Bound, Change, Evidence, Plan, Scope
from speeddating.domain.score import DEFAULT_LEVELS, LEVELS, Score, Sense, Value, better
from speeddating.words import Language
from tests.factories import rencontre, schedule

EVIDENCE = Evidence(
    versions={}, engine="auto", space="pairs", seed=0, seconds=0.0, workers=1, reproducible=True
)


def plan(*bounds: Bound, **worth: Value) -> Plan:
    zero: dict[str, Value] = {level.name: 0 for level in LEVELS}
    zero |= {"worst_off": (), "wishes": (0,), "moves": (0, 0)}
    return Plan(
        schedule=schedule(),
        score=Score.model_validate(zero | worth),
        bounds=bounds,
        evidence=EVIDENCE,
    )


def test_score_has_one_field_per_level_in_the_same_order() -> None:
    assert list(Score.model_fields) == [level.name for level in LEVELS]


def test_kept_is_pursued_only_when_a_published_plan_is_changed() -> None:
    assert set(Score.model_fields) - set(DEFAULT_LEVELS) == {"kept"}
    assert list(DEFAULT_LEVELS) == [name for name in Score.model_fields if name != "kept"]


def test_what_is_a_burden_is_better_when_there_is_less_of_it() -> None:
    less = {level.name for level in LEVELS if level.sense is Sense.LESS}
    assert less == {"pauses", "pauses_in_a_row", "mixing", "waits", "moves"}


@pytest.mark.parametrize(
    ("level", "one", "other"),
    [
        ("new_pairings", 3, 2),
        ("worst_off", (1, 1, 1), (0, 5, 5)),
        ("wishes", (2, 0), (1, 9)),
        ("pauses", 2, 3),
        ("moves", (0, 9), (1, 0)),
    ],
)
def test_the_better_of_two_values(level: str, one: Value, other: Value) -> None:
    assert better(level, one, other)
    assert not better(level, other, one)
    assert not better(level, one, one)


def test_proven_stops_at_the_first_level_that_is_not_attained() -> None:
    made = plan(
        Bound(level="new_pairings", value=2),
        Bound(level="worst_off", value=(1, 1)),
        Bound(level="wishes", value=(1,)),
        Bound(level="seated", value=4),
        new_pairings=2, worst_off=(1, 1), seated=4,
    )  # fmt: skip
    assert made.proven == ("new_pairings", "worst_off")


def test_proven_stops_at_a_bound_that_holds_for_these_pairings_only() -> None:
    made = plan(
        Bound(level="new_pairings", value=2),
        Bound(level="waits", value=0, scope=Scope.THESE_PAIRINGS),
        Bound(level="moves", value=(0, 0)),
        new_pairings=2,
    )
    assert made.proven == ("new_pairings",)


def test_nothing_is_proven_without_bounds() -> None:
    assert plan().proven == ()


def test_the_bound_of_a_level_is_found_by_name() -> None:
    made = plan(Bound(level="waits", value=3))
    assert made.bound("waits").value == 3
    with pytest.raises(KeyError, match="moves"):
        made.bound("moves")


@pytest.mark.parametrize(
    ("bound", "language", "said"),
    [
        (90, "fr", "90 nouvelles rencontres sur 90 possibles : prouvé optimal"),
        (90, "en", "90 new meetings of 90 possible: proven optimal"),
        (91, "fr", "90 nouvelles rencontres, au plus 91 : optimum non prouvé"),
        (91, "en", "90 new meetings, 91 at most: optimum not proven"),
    ],
)
def test_a_summary_says_what_was_proved(bound: int, language: Language, said: str) -> None:
    made = plan(Bound(level="new_pairings", value=bound), new_pairings=90)
    assert made.summary(language) == said


@pytest.mark.parametrize(
    ("scope", "language", "said"),
    [
        (Scope.ALL, "fr", "optimal tant que les critères précédents gardent leur valeur"),
        (Scope.ALL, "en", "optimal as long as the criteria before keep their value"),
        (Scope.THESE_PAIRINGS, "fr", "optimal pour ces paires"),
        (Scope.THESE_ROUNDS, "en", "optimal for these pairings in these rounds"),
    ],
)
def test_a_summary_of_the_most_possible_behind_an_open_level_says_under_which_condition(
    scope: Scope, language: Language, said: str
) -> None:
    open_before = Bound(level="kept", value=9)
    made = plan(
        open_before, Bound(level="new_pairings", value=5, scope=scope), new_pairings=5, kept=8
    )
    assert made.proven == ()
    assert made.summary(language).endswith(f": {said}")
    assert made.summary(language).startswith("5 n")


def test_a_summary_of_one_is_in_the_singular() -> None:
    made = plan(Bound(level="new_pairings", value=1), new_pairings=1)
    assert made.summary() == "1 nouvelle rencontre sur 1 possible : prouvé optimal"


def test_a_violation_is_said_in_both_languages() -> None:
    one = Violation(rule="zones", data={"round": 2, "table": "1", "name": "e1", "zone": "Nord"})
    assert one.sentence("fr") == "Tour 2 : e1 est à la table 1, hors de sa zone Nord."
    assert one.sentence("en") == "Round 2: e1 sits at table 1, outside zone Nord."


def test_an_issue_without_a_sentence_is_a_defect_that_shows() -> None:
    with pytest.raises(LookupError, match=r"errors\.nobody_wrote_this"):
        Issue(code="errors.nobody_wrote_this").sentence()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (("4", "a1"), ("7", "a2"), "Tour 3 : table 7 au lieu de 4, avec A2"),
        (("4", "a1"), ("4", "a2"), "Tour 3 : table 4, avec A2 au lieu de A1"),
        (("4", "a1"), ("4", ""), "Tour 3 : table 4, avec personne au lieu de A1"),
        ((None, ""), ("7", "a2"), "Tour 3 : table 7 au lieu d\u2019une pause, avec A2"),
        (("4", "a1"), (None, ""), "Tour 3 : pause au lieu de la table 4"),
        (("4", "a1 e2"), ("4", "a1"), "Tour 3 : table 4, avec Mme a1 au lieu de Mme a1 et Mme e2"),
    ],
)  # fmt: skip
def test_a_change_is_said_as_one_would_say_it(
    old: tuple[str | None, str], new: tuple[str | None, str], said: str
) -> None:
    change = Change(
        participant=ParticipantId("e1"), round=3,
        old_table=TableId(old[0]) if old[0] else None,
        new_table=TableId(new[0]) if new[0] else None,
        old_partners=tuple(map(ParticipantId, old[1].split())),
        new_partners=tuple(map(ParticipantId, new[1].split())),
    )  # fmt: skip
    assert change.sentence(rencontre(3, 2), "fr") == said
    assert change.sentence(rencontre(3, 2), "en").startswith("Round 3: ")
