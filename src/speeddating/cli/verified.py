"""Go or no go before the plan, hand edits after it: the workbook says which is asked."""

from pathlib import Path
from typing import Any, NamedTuple

from speeddating.cli.day import read_day
from speeddating.cli.told import of_notes, of_unseated, of_verdict
from speeddating.intake import read_with_notes
from speeddating.planning import readiness, verify


class Verified(NamedTuple):
    """What there is to know about a workbook."""

    lines: tuple[str, ...]
    data: dict[str, Any]
    """The same for a program."""


def verified(path: Path, reference: Path | None = None) -> Verified:
    """
    Look a workbook over.

    Parameters
    ----------
    path
        Not yet planned: whether those who have registered make a rencontre, and what one more
        would change. Planned: which rules its sheet of the plan breaks, hand edits included.
    reference
        The workbook that was handed out, to tell what hand edits cost and whom they concern.

    Raises
    ------
    InvalidInputError
        If a workbook cannot be read, or a reference is named for one that holds no plan.
    """
    reading = read_with_notes(path)
    if not reading.published and reference is None:
        ready = readiness(reading.rencontre, reading.history)
        lines = (*of_notes(reading.notes), *ready.lines())
        return Verified(lines, {"planned": False, "readiness": ready.model_dump(mode="json")})
    day = read_day(path)
    before = day if reference is None else read_day(reference)
    verdict = verify(day.published, before.published, day.rencontre, day.history)
    told = of_verdict(verdict, day.rencontre, compared=reference is not None)
    broken = [one.model_dump(mode="json") | {"message": one.sentence()} for one in verdict.broken]
    return Verified(
        (*of_notes(day.notes), *told, *of_unseated(day.published, day.rencontre)),
        {"planned": True, "verdict": verdict.model_dump(mode="json") | {"broken": broken}},
    )
