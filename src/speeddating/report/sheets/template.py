"""The workbook before anything is filled in."""

from speeddating.domain.examples import example_rows
from speeddating.domain.people import Side
from speeddating.domain.workbook import INPUT_SHEETS
from speeddating.report.sheets.columns import KINDS
from speeddating.report.sheets.guide import guide
from speeddating.report.sheets.inputs import input_sheet, parameters
from speeddating.report.sheets.model import Cell, Kind, Sheet, Tone, Value
from speeddating.report.sheets.write import yes_or_no
from speeddating.words import Language, say

DEFAULT_ROUNDS = 6


def template(language: Language) -> tuple[Sheet, ...]:
    """How to go about it, the parameters with their defaults, and sheets with an example each."""
    defaults: dict[str, Value] = {
        "rounds": DEFAULT_ROUNDS,
        "minutes": 10,
        "changeover": 0,
        "seated_side": say(f"workbook.choice.{Side.ASSOCIATION}", language),
        "language": say(f"workbook.choice.{language}", language),
        "meetings_per_pairing": 1,
        "competitors_apart": yes_or_no(False, language),
    }
    return (
        guide(language),
        parameters(defaults, language),
        *(
            input_sheet(key, _examples(key, language), language)
            for key in INPUT_SHEETS
            if key != "event"
        ),
    )


def _examples(key: str, language: Language) -> tuple[tuple[Cell, ...], ...]:
    """Greyed rows that show what may be filled in; figures are figures, so that Excel agrees."""
    kinds = [KINDS.get((key, column)) for column in INPUT_SHEETS[key]]
    return tuple(
        tuple(
            Cell(
                int(text) if text and text.isdecimal() and kind is Kind.NUMBER else text,
                Tone.EXAMPLE,
            )
            for text, kind in zip(row, kinds, strict=True)
        )
        for row in example_rows(key, language)
    )
