"""Which organisations have met: this evening, before, never."""

from collections import Counter
from collections.abc import Iterator

from speeddating.domain.history import Pairing
from speeddating.domain.people import Organisation, Side
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.people import GROUP, MET, NEW
from speeddating.report.sheets.rounds import heading
from speeddating.report.sheets.write import alphabetical
from speeddating.words import Language, say

MOST_ON_A_PAGE = 45
"""More rows on one page are too small to read."""
AGAIN, NEVER = "↻", "·"
MARKS = {"new": NEW, "again": AGAIN, "met": MET, "never": NEVER}
TONES = {"new": Tone.HOTTEST, "again": Tone.HOT, "met": Tone.WARM, "never": Tone.COLD}


def coverage(evening: Evening) -> Sheet:
    """
    Organisations by organisations, as a heat map: new this evening, again, before, never.

    Who meets at the table of their project group has its mark beside.
    """
    rencontre, language = evening.rencontre, evening.rencontre.language
    title = say("report.sheet.coverage", language)
    entreprises, associations = (_of(evening, side) for side in Side)
    pairings = [[Pairing(e.id, a.id) for a in associations] for e in entreprises]
    kinds = [[_kind(evening, pairing) for pairing in row] for row in pairings]
    beside = [[GROUP * (one in evening.in_groups) for one in row] for row in pairings]
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.entreprise", language), widest=30, tone=Tone.ENTREPRISE),
            *(
                Column(one.name, Kind.MARK, tone=Tone.ASSOCIATION, upright=True)
                for one in associations
            ),
            Column(say("report.column.never", language), Kind.NUMBER, upright=True),
        ),
        rows=tuple(map(_row, entreprises, kinds, beside)),
        lead=(*heading(rencontre, title), *_legend(kinds, language), *_group_legend(evening)),
        landscape=True,
        one_page=len(entreprises) <= MOST_ON_A_PAGE,
        leading=1,
    )


def _of(evening: Evening, side: Side) -> list[Organisation]:
    there = [o for o in evening.rencontre.organisations if o.side is side]
    return sorted(there, key=lambda one: alphabetical(one.name))


def _row(entreprise: Organisation, kinds: list[str], beside: list[str]) -> tuple[Cell, ...]:
    return (
        Cell(entreprise.name, Tone.ENTREPRISE),
        *(
            Cell(MARKS[kind] + group, TONES[kind])
            for kind, group in zip(kinds, beside, strict=True)
        ),
        Cell(kinds.count("never")),
    )


def _legend(kinds: list[list[str]], language: Language) -> Iterator[tuple[Cell, ...]]:
    """What each colour and mark means, and how many pairs there are of it."""
    counted = Counter(kind for row in kinds for kind in row)
    for kind, mark in MARKS.items():
        said = say(f"report.coverage.{kind}", language, mark=mark, count=counted[kind])
        yield Cell(said, TONES[kind]), Cell()


def _group_legend(evening: Evening) -> Iterator[tuple[Cell, ...]]:
    """What the mark of project groups means, where there are some."""
    if evening.rencontre.groups:
        count, language = len(evening.in_groups), evening.rencontre.language
        said = say("report.coverage.group", language, mark=GROUP, count=count)
        yield Cell(said, Tone.GROUP), Cell()


def _kind(evening: Evening, pairing: Pairing) -> str:
    was_met = pairing in evening.past.met
    if pairing in evening.first_round:
        return "again" if was_met else "new"
    return "met" if was_met else "never"
