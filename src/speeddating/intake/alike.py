"""The sheet ``Rapprochements``: which names an organiser says are one organisation, or are not."""

from collections.abc import Iterable
from typing import NamedTuple

from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.likeness import look_alikes, sees_letters, unknown_names
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Rencontre
from speeddating.intake.cells import text, yes_no
from speeddating.intake.findings import Findings
from speeddating.intake.labels import both
from speeddating.intake.table import Row


class Verdict(NamedTuple):
    """One line that was answered."""

    name: str
    organisation: str
    same: bool
    row: Row


def read_verdicts(rows: Iterable[Row]) -> tuple[Verdict, ...]:
    """The lines that say yes or no; the others stay questions."""
    found = []
    for row in rows:
        same = row.read("same", yes_no)
        if same is None:
            continue
        name, organisation = row.need("name", text), row.need("organisation", text)
        if name is not None and organisation is not None:
            found.append(Verdict(name, organisation, same, row))
    return tuple(found)


def tell_look_alikes(rencontre: Rencontre, history: History, findings: Findings) -> None:
    """How many names are to be compared by hand in the next workbook that is written."""
    found = {one.name for one in look_alikes(rencontre, history)}
    if found:
        data = {"count": len(found), "sheet": both("alike")}
        findings.notes.append(Issue(code="memory.look_alikes", data=data))
    unknown = [name for side in Side for name in unknown_names(rencontre, history, side)]
    if unknown and not sees_letters():
        findings.notes.append(Issue(code="memory.no_letters", data={"count": len(unknown)}))
