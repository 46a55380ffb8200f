"""The questions to an organiser: are these two names one organisation?"""

from speeddating.domain.history import History
from speeddating.domain.likeness import look_alikes
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.workbook import ASKED_SHEETS
from speeddating.report.sheets.model import Cell, Column, Sheet, Tone, plain
from speeddating.report.sheets.write import yes_or_no
from speeddating.words import say


def alike(rencontre: Rencontre, history: History) -> Sheet:
    """Names that look alike, and what was said of others before; without rows if there are none."""
    language = rencontre.language
    asked = tuple(
        plain(
            one.name,
            rencontre.organisation_by_id[one.organisation].name,
            say(f"memory.alike.{one.why}", language, percent=one.percent),
            None,
        )
        for one in look_alikes(rencontre, history)
    )
    settled = tuple(
        plain(name, o.name, say("memory.alike.settled", language), yes_or_no(False, language))
        for o in rencontre.organisations
        for name in o.not_names
    )
    return Sheet(
        title=say("workbook.alike", language),
        columns=tuple(
            Column(
                say(f"workbook.alike.{key}", language),
                widest=40,
                narrowest=14 if key == "same" else 0,
                choices=(yes_or_no(True, language), yes_or_no(False, language))
                if key == "same"
                else (),
            )
            for key in ASKED_SHEETS["alike"]
        ),
        rows=(*asked, *settled),
        lead=(
            (Cell(say("memory.alike.ask", language), Tone.SENTENCE),),
            (Cell(say("memory.alike.how", language), Tone.NOTE),),
        ),
        landscape=True,
        filterable=True,
        leading=1,
        is_input=True,
        is_optional=True,
    )
