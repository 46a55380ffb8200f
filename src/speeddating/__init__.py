"""
Rotation schedules for rencontres of entreprises and associations.

>>> from speeddating import History, plan, read_workbook, sample, write_workbook
>>> path = write_workbook("rencontre.xlsx", sample(3, 4, rounds=3), History())
>>> rencontre, history = read_workbook(path)
>>> made = plan(rencontre, history)
>>> made.summary("fr")
'9 nouvelles rencontres sur 9 possibles : prouvé optimal'
>>> path = write_workbook("planning.xlsx", rencontre, history, made)

Importing this package is quick: the solver, pandas and openpyxl are imported when first used.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from speeddating._version import __version__
from speeddating.domain.anonymous import anonymise
from speeddating.domain.demands import Incompatibility, Lock, ProjectGroup, Wish, WishKind
from speeddating.domain.feedback import Answer, Feedback, Response
from speeddating.domain.forecast import Forecast
from speeddating.domain.history import Encounter, History, Outcome, Pairing, Source
from speeddating.domain.issue import Issue, Reason, Violation
from speeddating.domain.people import Appetite, Facilitator, Organisation, Participant, Side
from speeddating.domain.phase import Phase
from speeddating.domain.plan import Bound, Budget, Change, Evidence, Plan, Progress, Scope
from speeddating.domain.registrations import Registrations
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Round, Table, one_to_one, rounds
from speeddating.domain.sample import sample
from speeddating.domain.schedule import Schedule, Seating
from speeddating.domain.score import Score
from speeddating.domain.season import Season
from speeddating.domain.series import Account, Series
from speeddating.errors import (
    BrokenScheduleError,
    InfeasibleError,
    InvalidInputError,
    NoScheduleFoundError,
    SpeedDatingError,
    UnsupportedError,
    WriteError,
)

if TYPE_CHECKING:
    from speeddating.checks import check, score
    from speeddating.intake import (
        read_feedback,
        read_history,
        read_registrations,
        read_season,
        read_series,
        read_workbook,
    )
    from speeddating.planning import (
        Job,
        changes,
        plan,
        plan_many,
        readiness,
        replan,
        replan_options,
        resumed,
        verify,
    )
    from speeddating.planning.forecast import forecast
    from speeddating.planning.season import plan_season
    from speeddating.report import (
        to_frame,
        write_bilan,
        write_csv,
        write_forecast,
        write_printouts,
        write_registrations,
        write_screen,
        write_template,
        write_workbook,
    )
    from speeddating.schema import json_schema

_LATE = {
    "Job": "speeddating.planning",
    "changes": "speeddating.planning",
    "check": "speeddating.checks",
    "forecast": "speeddating.planning.forecast",
    "json_schema": "speeddating.schema",
    "plan": "speeddating.planning",
    "plan_many": "speeddating.planning",
    "plan_season": "speeddating.planning.season",
    "read_feedback": "speeddating.intake",
    "read_history": "speeddating.intake",
    "read_registrations": "speeddating.intake",
    "read_season": "speeddating.intake",
    "read_series": "speeddating.intake",
    "read_workbook": "speeddating.intake",
    "readiness": "speeddating.planning",
    "replan": "speeddating.planning",
    "replan_options": "speeddating.planning",
    "resumed": "speeddating.planning",
    "score": "speeddating.checks",
    "to_frame": "speeddating.report",
    "verify": "speeddating.planning",
    "write_bilan": "speeddating.report",
    "write_csv": "speeddating.report",
    "write_forecast": "speeddating.report",
    "write_printouts": "speeddating.report",
    "write_registrations": "speeddating.report",
    "write_screen": "speeddating.report",
    "write_template": "speeddating.report",
    "write_workbook": "speeddating.report",
}
"""What brings the solver, pandas or openpyxl along, and where it lives."""

__all__ = [
    "Account",
    "Answer",
    "Appetite",
    "Bound",
    "BrokenScheduleError",
    "Budget",
    "Change",
    "Encounter",
    "Evidence",
    "Facilitator",
    "Feedback",
    "Forecast",
    "History",
    "Incompatibility",
    "InfeasibleError",
    "InvalidInputError",
    "Issue",
    "Job",
    "Lock",
    "NoScheduleFoundError",
    "Organisation",
    "Outcome",
    "Pairing",
    "Participant",
    "Phase",
    "Plan",
    "Progress",
    "ProjectGroup",
    "Reason",
    "Registrations",
    "Rencontre",
    "Response",
    "Round",
    "Schedule",
    "Scope",
    "Score",
    "Season",
    "Seating",
    "Series",
    "Side",
    "Source",
    "SpeedDatingError",
    "Table",
    "UnsupportedError",
    "Violation",
    "Wish",
    "WishKind",
    "WriteError",
    "__version__",
    "anonymise",
    "changes",
    "check",
    "forecast",
    "json_schema",
    "one_to_one",
    "plan",
    "plan_many",
    "plan_season",
    "read_feedback",
    "read_history",
    "read_registrations",
    "read_season",
    "read_series",
    "read_workbook",
    "readiness",
    "replan",
    "replan_options",
    "resumed",
    "rounds",
    "sample",
    "score",
    "to_frame",
    "verify",
    "write_bilan",
    "write_csv",
    "write_forecast",
    "write_printouts",
    "write_registrations",
    "write_screen",
    "write_template",
    "write_workbook",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import what is heavy when it is first asked for (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return __all__
