"""Which organisations have met: this evening, before, never."""

from speeddating.domain.history import Pairing
from speeddating.domain.people import Organisation, Side
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.people import MET, NEW
from speeddating.report.sheets.rounds import heading
from speeddating.report.sheets.write import alphabetical
from speeddating.words import say

MOST_ON_A_PAGE = 45
"""More rows on one page are too small to read."""
AGAIN, NEVER = "↻", "·"
SPACED = " \u2003 "
"""Between the entries of a legend on one line."""
MARKS = {"new": NEW, "again": AGAIN, "met": MET, "never": NEVER}
TONES = {"new": Tone.NEW, "again": Tone.MET, "met": Tone.MET, "never": Tone.PLAIN}


def coverage(evening: Evening) -> Sheet:
    """Organisations by organisations: new this evening, met again, met before, never met."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    title = say("report.sheet.coverage", language)
    said = [say(f"report.coverage.{key}", language, mark=mark) for key, mark in MARKS.items()]
    entreprises, associations = (_of(evening, side) for side in Side)
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
        rows=tuple(_row(evening, one, associations) for one in entreprises),
        lead=(
            *heading(rencontre, title),
            (Cell(SPACED.join(said), Tone.NOTE),),
        ),
        landscape=True,
        one_page=len(entreprises) <= MOST_ON_A_PAGE,
        leading=1,
    )


def _of(evening: Evening, side: Side) -> list[Organisation]:
    there = [o for o in evening.rencontre.organisations if o.side is side]
    return sorted(there, key=lambda one: alphabetical(one.name))


def _row(
    evening: Evening, entreprise: Organisation, associations: list[Organisation]
) -> tuple[Cell, ...]:
    kinds = [_kind(evening, Pairing(entreprise.id, other.id)) for other in associations]
    return (
        Cell(entreprise.name, Tone.ENTREPRISE),
        *(Cell(MARKS[kind], TONES[kind]) for kind in kinds),
        Cell(kinds.count("never")),
    )


def _kind(evening: Evening, pairing: Pairing) -> str:
    was_met = pairing in evening.past.met
    if pairing in evening.first_round:
        return "again" if was_met else "new"
    return "met" if was_met else "never"
