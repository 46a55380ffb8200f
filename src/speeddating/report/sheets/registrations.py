"""Registrations as a workbook to look over: what was read, and what is still to be said."""

from speeddating.domain.issue import Issue
from speeddating.domain.registrations import Registrations
from speeddating.report.sheets.inputs import input_sheet
from speeddating.report.sheets.model import Cell, Column, Sheet, Tone, plain
from speeddating.report.sheets.template import template
from speeddating.report.sheets.write import round_list, several, yes_or_no
from speeddating.words import Language, say

REFERENCE, PROBLEM = 20, 70
"""Characters."""


def registrations_sheets(read: Registrations, language: Language) -> tuple[Sheet, ...]:
    """What to look at first; then the template, filled in as far as the list says."""
    filled = {sheet.title: sheet for sheet in (_people(read, language), _homes(read, language))}
    blank = template(language)
    return (_to_look_at(read, language), *(filled.get(sheet.title, sheet) for sheet in blank))


def _to_look_at(read: Registrations, language: Language) -> Sheet:
    title = say("report.sheet.registrations", language)
    columns = (
        Column(say("registrations.sheet.where", language), widest=REFERENCE),
        Column(say("registrations.sheet.what", language), widest=PROBLEM),
        Column(say("registrations.sheet.remedy", language), widest=PROBLEM),
    )
    blocks = (("doubtful", read.doubtful), ("skipped", read.skipped), ("notes", read.notes))
    rows = tuple(
        row
        for name, issues in blocks
        if issues
        for row in (
            (
                Cell(say(f"registrations.sheet.{name}", language), Tone.HEADING),
                *(Cell(None, Tone.HEADING) for _ in columns[1:]),
            ),
            *(_row(issue, language) for issue in issues),
        )
    )
    counts = {
        "people": len(read.people),
        "organisations": len(read.organisations),
        "source": read.source,
        "sides": len(read.without_side),
        "skipped": len(read.skipped),
        "doubtful": len(read.doubtful),
    }
    return Sheet(
        title=title,
        columns=columns,
        rows=rows,
        lead=(
            (Cell(title, Tone.TITLE),),
            (Cell(say("registrations.sheet", language, **counts), Tone.SENTENCE),),
        ),
        landscape=True,
    )


def _row(issue: Issue, language: Language) -> tuple[Cell, ...]:
    return plain(issue.cell or issue.sheet, issue.sentence(language), issue.remedy(language))


def _people(read: Registrations, language: Language) -> Sheet:
    sides = {one.name: one.side for one in read.organisations}
    rows = []
    for person in read.people:
        side = sides.get(person.organisation or "", person.side)
        said = None if side is None else say(f"workbook.choice.{side}", language)
        needed = (person.name, person.organisation, said)
        rest = (yes_or_no(person.present, language), round_list(person.absent), *[None] * 6)
        rows.append((*map(_needed, needed), *plain(*rest)))
    return input_sheet("participants", tuple(rows), language)


def _homes(read: Registrations, language: Language) -> Sheet:
    rows = tuple(
        (
            Cell(one.name),
            _needed(None if one.side is None else say(f"workbook.choice.{one.side}", language)),
            *plain(
                one.sector,
                several(sorted(one.themes)),
                several(sorted(one.needs)),
                several(sorted(one.offers)),
                None,
                one.siren,
                None,
            ),
        )
        for one in read.organisations
    )
    return input_sheet("organisations", rows, language)


def _needed(value: str | None) -> Cell:
    """A cell that must not stay empty; coloured where it is."""
    return Cell(value, Tone.PLAIN if value else Tone.TO_FILL)
