"""An evening under way in pair x round: the rest of every schedule that begins as it began."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating.domain.people import Side
from speeddating.solve.limits import Limits
from speeddating.solve.resumed import Resumed, rest_of
from speeddating.solve.rounds.levels import LEVELS
from speeddating.solve.rounds.model import RoundVars, variables
from speeddating.solve.rounds.rules import FAMILIES, OF_THE_DAY
from speeddating.solve.rounds.space import space
from tests.solve.rounds.brute import LEVELS as ORACLE
from tests.solve.rounds.brute import Case, Oracle
from tests.solve.rounds.under_way import (
    Meetings,
    UnderWay,
    evenings,
    meetings,
    whatever_was_held,
)


class _All(cp_model.CpSolverSolutionCallback):
    def __init__(self, x: RoundVars) -> None:
        super().__init__()
        self.x = x
        self.found: set[Meetings] = set()

    def on_solution_callback(self) -> None:
        self.found.add(
            frozenset(named(self.x, key) for key, one in self.x.meets.items() if self.value(one))
        )


def named(x: RoundVars, key: tuple[int, int]) -> tuple[str, str, int]:
    people = [x.space.limits.sides[side].people for side in Side]
    e, a = (str(people[end][x.space.lists[end][key[0]]].id) for end in (0, 1))
    return e, a, x.space.limits.rounds[key[1]]


def posted(limits: Limits) -> RoundVars:
    x = variables(space(limits))
    for family in (*FAMILIES, *OF_THE_DAY):
        for condition in family(x):
            x.model.add(condition.holds)
    return x


def every(x: RoundVars) -> set[Meetings]:
    """The meetings of every schedule that the model allows."""
    solver = cp_model.CpSolver()
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    told = _All(x)
    solver.solve(x.model, told)
    return told.found


thorough = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@thorough
@given(evenings(), st.integers(0, 4))
def test_what_the_model_allows_is_what_begins_as_the_evening_began(
    evening: UnderWay, least_new: int
) -> None:
    oracle = Oracle(evening.case)
    expected = {
        meetings(evening.case, night)
        for night in evening.nights
        if oracle.worth(night)[ORACLE.index("new_pairings")] >= least_new  # type: ignore[operator]
    }
    assert every(posted(evening.limits(least_new))) == expected


@thorough
@given(evenings(), st.data())
def test_kept_is_the_most_seats_that_may_be_as_handed_out(
    evening: UnderWay, data: st.DataObject
) -> None:
    night = data.draw(st.sampled_from(evening.nights))
    wanted = meetings(evening.case, night)
    most = max(
        sum(len(set(now) & set(then)) for now, then in zip(other, evening.published, strict=True))
        for other in evening.nights
        if meetings(evening.case, other) == wanted
    )
    x = posted(evening.limits())
    for key, variable in x.meets.items():
        x.model.add(variable == int(named(x, key) in wanted))
    (goal,) = LEVELS["kept"](x)
    x.model.maximize(goal.expression())
    solver = cp_model.CpSolver()
    assert solver.solve(x.model) == cp_model.OPTIMAL
    assert goal.worth(list(solver.response_proto.solution)) == 2 * most


@thorough
@given(whatever_was_held())
def test_whatever_was_held_stands_and_the_rest_is_a_rencontre_of_its_own(
    evening: tuple[Case, Resumed],
) -> None:
    case, resumed = evening
    rest, past, _ = rest_of(*case, resumed)
    after = Case(rest, past)
    allowed = {meetings(after, night) for night in after.nights()} if rest.working_rounds else set()
    facts = {(e, a, s.round) for s in resumed.held for e, a in s.meetings()}
    for found in every(posted(Limits(*case, resumed=resumed))):
        assert {one for one in found if one[2] < resumed.from_round} == facts
        assert found - facts in allowed
