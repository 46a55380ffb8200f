"""The sheet ``Sous-groupes``: one row per organisation, the group's own facts on any of them."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple, TypeVar

from speeddating.domain.base import FacilitatorId, OrganisationId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.names import matching_key
from speeddating.domain.people import Facilitator, Side
from speeddating.intake.cells import Parser, Raw, text
from speeddating.intake.findings import RefusedError
from speeddating.intake.parties import Parties
from speeddating.intake.room import within
from speeddating.intake.table import Row
from speeddating.words import LANGUAGES, say

Kind = TypeVar("Kind")


class Together(NamedTuple):
    """When a group sits together."""

    rounds: frozenset[int] = frozenset()
    free: int = 0


class _Facts(NamedTuple):
    """What the rows of one group say of it as a whole, each with the row that says so."""

    facilitator: str | None
    together: Together | None
    project: str | None
    state: str | None


def read_groups(
    rows: Iterable[Row], parties: Parties, count: int, usual: int = 0
) -> tuple[tuple[ProjectGroup, ...], tuple[Facilitator, ...]]:
    """
    The groups, and the facilitators they name.

    Parameters
    ----------
    usual
        Rounds together, at the choice of the engine, of a group that names none.
    """
    facilitators: dict[str, Facilitator] = {}
    groups: list[ProjectGroup] = []
    for name, members in _by_group(rows).items():
        organisations = _members(members, parties)
        facts = _facts(members, count)
        who = None
        if facts.facilitator is not None:
            known = Facilitator(name=facts.facilitator)
            who = facilitators.setdefault(matching_key(facts.facilitator), known).id
        if {parties.side_of[member] for member in organisations} < set(Side):
            if len(organisations) == len(members):  # otherwise one was refused already
                members[0].refuse("group_of_one_side", "group")
            continue
        if facts.together is None:
            facts = facts._replace(together=_unsaid(members[0], name, min(usual, count)))
        groups.append(_group(name, organisations, who, facts))
    return tuple(groups), tuple(facilitators.values())


def _by_group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each group under its name as first written."""
    spelled: dict[str, str] = {}
    found: dict[str, list[Row]] = {}
    for row in rows:
        name = row.need("group", text)
        if name is not None:
            found.setdefault(spelled.setdefault(matching_key(name), name), []).append(row)
    return found


def _members(rows: Iterable[Row], parties: Parties) -> tuple[OrganisationId, ...]:
    found: dict[OrganisationId, Row] = {}
    for row in rows:
        organisation = row.need("organisation", parties.organisation)
        if organisation is None:
            continue
        first = found.setdefault(organisation, row)
        if first is not row:
            row.refuse("group_member_twice", "organisation", other=first.place("organisation").cell)
    return tuple(found)


def _facts(rows: Iterable[Row], count: int) -> _Facts:
    rows = list(rows)
    return _Facts(
        facilitator=_agreed(rows, "facilitator", text, matching_key),
        together=_agreed(rows, "rounds", together(count), str),
        project=_agreed(rows, "project", text, matching_key),
        state=_agreed(rows, "state", text, matching_key),
    )


def _agreed(
    rows: Iterable[Row], column: str, parse: Parser[Kind], key: Callable[[Kind], object]
) -> Kind | None:
    """What all rows that say something say; two that differ are refused."""
    agreed: Kind | None = None
    first: Row | None = None
    for row in rows:
        said = row.read(column, parse)
        if said is None:
            continue
        if first is None or agreed is None:
            agreed, first = said, row
        elif key(said) != key(agreed):
            row.refuse("group_contradicts", column, other=first.place(column).cell)
            break
    return agreed


def together(count: int) -> Parser[Together]:
    """A parser of "2; 4" (given rounds), "2 au choix" (as many free ones), or both."""

    def parse(raw: Raw) -> Together:
        if not isinstance(raw, str):
            return Together(within(count)(raw))
        free, given = 0, []
        for part in re.split(r"[;,\n]", text(raw)):
            found = next((m for form in _free_forms() if (m := form.fullmatch(part.strip()))), None)
            if found is None:
                given.append(part)
            else:
                free += int(found[1])
        if free > count:
            raise RefusedError("unknown_round", round=free, count=count)
        try:
            return Together(within(count)(";".join(given)), free)
        except RefusedError as refused:
            if refused.code != "intake.not_rounds":
                raise
            raise RefusedError("not_group_rounds", **refused.data) from None

    return parse


def _unsaid(row: Row, name: str, usual: int) -> Together:
    """When a group sits that nobody gave a round, and a note of it."""
    code, said = ("group_rounds", {"count": usual}) if usual else ("group_never", {})
    row.findings.note(code, row.place("rounds"), name, **said)
    return Together(free=usual)


@cache
def _free_forms() -> tuple[re.Pattern[str], ...]:
    labels = [say("workbook.choice.free_rounds", language, count="\0") for language in LANGUAGES]
    labels += ["\0 libre", "\0 libres", "\0 tour au choix", "\0 tours au choix"]
    return tuple(
        re.compile(re.escape(label).replace(re.escape("\0"), r"(\d{1,3})"), re.IGNORECASE)
        for label in labels
    )


def _group(
    name: str, organisations: tuple[OrganisationId, ...], who: FacilitatorId | None, facts: _Facts
) -> ProjectGroup:
    when = facts.together or Together()
    return ProjectGroup(
        name=name, organisations=organisations, facilitator=who, rounds=when.rounds,
        free_rounds=when.free, project=facts.project, state=facts.state,
    )  # fmt: skip
