"""The sheet to fill in after the rencontre: who met whom, and whether they wish to meet again."""

from speeddating.domain.feedback import Answer
from speeddating.domain.history import Pairing
from speeddating.domain.workbook import ASKED_SHEETS
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.write import alphabetical
from speeddating.words import Language, say

WIDEST = {"date": 12, "rencontre": 24, "entreprise": 34, "association": 34}
TONES = {
    "entreprise": Tone.ENTREPRISE,
    "of_entreprise": Tone.ENTREPRISE,
    "association": Tone.ASSOCIATION,
    "of_association": Tone.ASSOCIATION,
}


def feedback(evening: Evening) -> Sheet:
    """One row for each pairing that was to meet, in the order of the alphabet."""
    language = evening.rencontre.language
    pairings = sorted(
        evening.first_round,
        key=lambda one: tuple(alphabetical(evening.organisation(who).name) for who in one),
    )
    return Sheet(
        title=say("workbook.feedback", language),
        columns=tuple(_column(key, language) for key in ASKED_SHEETS["feedback"]),
        rows=tuple(_row(evening, pairing) for pairing in pairings),
        lead=(
            (Cell(say("memory.feedback.ask", language), Tone.SENTENCE),),
            (Cell(say("memory.feedback.how", language), Tone.NOTE),),
        ),
        landscape=True,
        filterable=True,
        leading=0,
        is_input=True,
        is_optional=True,
    )


def _column(key: str, language: Language) -> Column:
    is_answer = key in {"of_entreprise", "of_association"}
    return Column(
        say(f"workbook.feedback.{key}", language),
        kind=Kind.DATE if key == "date" else Kind.TEXT,
        widest=WIDEST.get(key, 36),
        narrowest=24 if key == "note" else 12 if is_answer else 0,
        tone=TONES.get(key, Tone.HEADING),
        note=say(f"memory.feedback.{key}", language) if is_answer or key == "note" else "",
        choices=tuple(say(f"workbook.choice.{one}", language) for one in Answer)
        if is_answer
        else (),
    )


def _row(evening: Evening, pairing: Pairing) -> tuple[Cell, ...]:
    name, date = evening.rencontre.identity
    return (
        Cell(date),
        Cell(name),
        Cell(evening.organisation(pairing.entreprise).name, Tone.ENTREPRISE),
        Cell(evening.organisation(pairing.association).name, Tone.ASSOCIATION),
        *(Cell(),) * 3,
    )
