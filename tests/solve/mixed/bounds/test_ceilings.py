"""Bounds that small rencontres attain."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeddating.domain.people import Appetite
from speeddating.domain.room import Table
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.planning import plan
from speeddating.solve.flow.solvers import FlowError
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.bounds.ceilings import Ceilings, _filled
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.found import without_locks
from tests.factories import apart, history, rencontre, table
from tests.planning import liars


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "mixing"),
    [
        ((4, 2), [table("1", 4, 2)], 2, 6 + 1),  # all of each side twice together
        ((4, 2), [table("1", 2, 1), table("2", 2, 1)], 3, 0),
        ((4, 2), [table("1", 2, 1), table("2", 2, 1)], 4, 2),  # 8 pairs, 6 there are
        ((5, 2), [table("1", 3, 1), table("2", 3, 1)], 4, 6),  # 3 + 1 pairs a round, 10 there are
    ],
)
def test_people_of_one_side_cannot_mix_better_than_by_all_their_pairs(
    people: tuple[int, int], tables: list[Table], rounds: int, mixing: int
) -> None:
    limits = Limits(rencontre(*people, tables, rounds), history())
    ceilings = Ceilings(asked(limits, without_locks(limits)))
    seated = sum(people) * rounds
    assert ceilings.of("seated", {}) == seated
    assert ceilings.of("mixing", {"seated": seated}) == mixing
    assert ceilings.of("mixing", {"seated": seated - 1}) == 0
    assert ceilings.of("mixing", {}) == 0


WATER = {"themes": frozenset({"eau"})}


@pytest.mark.parametrize(
    ("over", "affinity", "again"),
    [
        ({}, 3, 1),  # each of three rounds
        ({"A1": {**WATER, "appetite": Appetite.NEW_ONLY}}, 0, 0),
        ({"incompatibilities": (apart("E1", "A1"),)}, 0, 0),
        ({"a1": {"absent": frozenset({1, 2, 3})}}, 0, 0),
    ],
)
def test_pairings_that_may_not_meet_add_to_no_bound(
    over: dict[str, Any], affinity: int, again: int
) -> None:
    asks: dict[str, Any] = {"E1": {**WATER, "appetite": Appetite.AGAIN}, "A1": WATER}
    event = rencontre(2, 2, [table("1", 2, 2)], 3, **(asks | over))
    limits = Limits(event, history(("E1", "A1")))
    ceilings = Ceilings(asked(limits, without_locks(limits)))
    assert ceilings.of("affinity", {}) == affinity
    assert ceilings.of("wishes", {}) == (again,)


@pytest.mark.parametrize("words", [{"eau"}, {"eau", "bois"}, {"eau", "bois", "feu"}])
def test_where_everybody_shares_all_themes_affinity_is_that_of_every_meeting(
    words: set[str],
) -> None:
    themes: dict[str, Any] = {
        name: {"themes": frozenset(words)} for name in ("E1", "E2", "A1", "A2")
    }
    event = rencontre(2, 2, [table("1", 2, 2)], 3, **themes)
    limits = Limits(event, history())
    ceilings = Ceilings(asked(limits, without_locks(limits)))
    made = plan(event, levels=("affinity",))
    assert ceilings.of("affinity", {}) == made.score.affinity > 0
    assert made.proven == ("affinity",)


def test_a_dear_flow_is_no_bound_of_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    event = rencontre(3, 3, [table("1", 2, 2)], 3, E1=WATER, A1=WATER)
    limits = Limits(event, history())
    ceilings = Ceilings(asked(limits, without_locks(limits)))
    module, name = liars.DOORS["cheapest flow"]
    lies = {"add_arcs_with_capacity_and_unit_cost": liars.dear}
    solver = liars.with_door(getattr(import_module(module), name), **lies)
    monkeypatch.setattr(import_module(module), name, solver)
    with pytest.raises(FlowError, match="cheaper"):
        ceilings.of("affinity", {})


ALL_APART: dict[str, Any] = {
    "incompatibilities": tuple(apart(f"E{e}", f"A{a}") for e in (1, 2) for a in (1, 2))
}


@pytest.mark.parametrize(
    ("over", "seated", "pauses", "in_a_row"),
    [
        ({}, 12, 0, 0),
        (ALL_APART, 0, 4 * 3**2, 4 * 2),
        ({"incompatibilities": ALL_APART["incompatibilities"][:2]}, 9, 5, 2),  # E1 with nobody
        # E1 may meet A1 only, who comes for one round
        (
            {
                "incompatibilities": ALL_APART["incompatibilities"][1:2],
                "a1": {"absent": frozenset({2, 3})},
            },
            8,
            2,
            1,
        ),
    ],
)
def test_who_may_meet_nobody_pauses(
    over: dict[str, Any], seated: int, pauses: int, in_a_row: int
) -> None:
    limits = Limits(rencontre(2, 2, [table("1", 2, 2)], 3, **over), history())
    ceilings = Ceilings(asked(limits, without_locks(limits)))
    assert ceilings.of("seated", {}) == seated
    assert ceilings.of("pauses", {}) == pauses
    assert ceilings.of("pauses_in_a_row", {}) == in_a_row


def test_a_room_where_nobody_may_meet_is_proven_to_the_last_level() -> None:
    made = plan(rencontre(2, 2, [table("1", 2, 2), table("2")], 3, **ALL_APART))
    assert made.schedule.seatings == ()
    assert made.proven == DEFAULT_LEVELS


@given(st.lists(st.integers(0, 5), min_size=1, max_size=5), st.integers(0, 30))
def test_what_is_poured_fills_from_below_as_evenly_as_there_is_room(
    room: list[int], amount: int
) -> None:
    found = _filled(np.array(room), amount).tolist()
    assert sum(found) == min(amount, sum(room))
    assert all(0 <= one <= most for one, most in zip(found, room, strict=True))
    growing = [one for one, most in zip(found, room, strict=True) if one < most]
    assert max(found) - min(growing, default=max(found)) <= 1
