"""The sheet ``Retours``, as it was filled in after a rencontre."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from speeddating.domain.feedback import Answer, Feedback, Response
from speeddating.errors import InvalidInputError
from speeddating.intake.cells import date, free_text, text
from speeddating.intake.choices import one_of
from speeddating.intake.findings import Findings, quoted
from speeddating.intake.guard import refuse
from speeddating.intake.labels import both
from speeddating.intake.parties import Parties, known_parties
from speeddating.intake.roles import chosen_sheets
from speeddating.intake.sheets import Book
from speeddating.intake.table import Row, table
from speeddating.intake.workbook import read_with_notes


def read_feedback(path: str | os.PathLike[str], *, with_notes: bool = False) -> Feedback:
    """
    What both sides of each meeting said after the rencontre of a workbook.

    Parameters
    ----------
    path
        An output workbook whose sheet ``Retours`` was filled in.
    with_notes
        Whether to keep the free text of its last column; it may speak of people.

    Raises
    ------
    InvalidInputError
        If the workbook, or an answer, cannot be read; or if it has no such sheet.

    Examples
    --------
    >>> from speeddating import History, plan, read_feedback, sample, write_workbook
    >>> rencontre = sample(2, 2, rounds=2)
    >>> path = write_workbook("planning.xlsx", rencontre, History(), plan(rencontre))
    >>> len(read_feedback(path).answered)  # nobody has filled it in yet
    0
    """
    found = feedback_of(path, with_notes=with_notes)
    if found is None:
        refuse(Path(path), "no_feedback", sheet=both("feedback"))
    return found


def feedback_of(path: str | os.PathLike[str], *, with_notes: bool = False) -> Feedback | None:
    """As :func:`read_feedback`; None if the workbook has no such sheet."""
    rencontre = read_with_notes(path).rencontre
    book, findings = Book(path), Findings()
    face = chosen_sheets(book, Findings()).get("feedback")
    if face is None:
        return None
    (grid,) = book.grids([face])
    rows = table("feedback", grid, ("entreprise", "association"), findings)
    parties = known_parties(rencontre.organisations, rencontre.participants)
    responses = tuple(_responses(rows, parties, with_notes=with_notes))
    if findings.issues:
        raise InvalidInputError(findings.issues, quoted(Path(path).name))
    return Feedback(responses=responses)


def _responses(rows: Iterable[Row], parties: Parties, *, with_notes: bool) -> Iterator[Response]:
    told: dict[object, Row] = {}
    for row in rows:
        entreprise = row.need("entreprise", parties.organisation_or_as_written)
        association = row.need("association", parties.organisation_or_as_written)
        held, name = row.read("date", date), row.read("rencontre", text)
        one = row.read("of_entreprise", one_of(Answer))
        other = row.read("of_association", one_of(Answer))
        note = row.read("note", free_text) if with_notes else None
        if entreprise is None or association is None:
            continue
        first = told.setdefault((entreprise, association, held, name), row)
        if first is not row:
            row.refuse("answered_twice", "entreprise", other=first.place("entreprise").cell)
            continue
        yield Response(
            entreprise=entreprise, association=association, of_entreprise=one,
            of_association=other, date=held, rencontre=name, note=note,
        )  # fmt: skip
