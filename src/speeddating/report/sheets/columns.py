"""The columns that an organiser fills in: what is typed, what is offered, what is explained."""

from speeddating.domain.workbook import INPUT_SHEETS
from speeddating.report.sheets.model import Column, Kind
from speeddating.words import Language, say

KINDS = {
    ("participants", "least"): Kind.NUMBER,
    ("participants", "most"): Kind.NUMBER,
    ("tables", "seats_entreprises"): Kind.NUMBER,
    ("tables", "seats_associations"): Kind.NUMBER,
    ("wishes", "rank"): Kind.NUMBER,
    ("wishes", "round"): Kind.NUMBER,
    ("locks", "round"): Kind.NUMBER,
    ("history", "date"): Kind.DATE,
}
"""The others are text, so that « 1-4 » stays « 1-4 » and a SIREN keeps its zeros."""

ROOMY = {
    "value", "name", "organisation", "rencontre", "entreprise", "association", "source", "target",
    "before", "a", "b", "reason", "group", "facilitator", "project", "themes", "needs", "offers",
}  # fmt: skip
ROOM_TO_TYPE = 24
"""Characters."""

SIDES = ("entreprise", "association")
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("participants", "side"): SIDES,
    ("participants", "present"): ("yes", "no"),
    ("participants", "needs_access"): ("yes", "no"),
    ("organisations", "side"): SIDES,
    ("organisations", "appetite"): ("new_only", "new", "mixed", "again"),
    ("tables", "accessible"): ("yes", "no"),
    ("wishes", "kind"): ("wish", "must"),
    ("history", "source"): ("rencontre", "project_group", "already_known"),
    ("history", "outcome"): ("outcome_again", "outcome_project", "outcome_nothing"),
}
"""Offered in drop-down lists."""

REQUIRED = {
    "participants": {"name", "organisation", "side"},
    "organisations": {"organisation"},
    "tables": {"table"},
    "wishes": {"source", "target"},
    "incompatibilities": {"a", "b"},
    "groups": {"group", "organisation"},
    "locks": {"round", "table", "name"},
    "history": {"entreprise", "association"},
}
"""Columns that no row may leave empty; the reader refuses one that does."""

OFFERED = dict.fromkeys(
    (
        ("participants", "organisation"), ("wishes", "source"), ("wishes", "target"),
        ("wishes", "before"), ("incompatibilities", "a"), ("incompatibilities", "b"),
        ("groups", "organisation"), ("history", "entreprise"), ("history", "association"),
    ), "organisations",
) | {("locks", "name"): "participants", ("locks", "table"): "tables"}  # fmt: skip
"""Columns in which what stands first in the rows of another sheet is offered."""

PARAMETER_CHOICES: dict[str, tuple[str, ...]] = {
    "phase": ("inter-connaissance", "réflexion", "projet"),
    "seated_side": SIDES,
    "language": ("fr", "en"),
    "competitors_apart": ("yes", "no"),
}
"""Offered beside a parameter of the sheet ``event``."""


def input_columns(sheet: str, language: Language) -> tuple[Column, ...]:
    """The columns of one input sheet, in their order."""
    return tuple(
        Column(
            label=say(f"workbook.{sheet}.{key}", language),
            kind=KINDS.get((sheet, key), Kind.TEXT),
            narrowest=ROOM_TO_TYPE if key in ROOMY else 0,
            note=say(f"report.note.{sheet}.{key}", language),
            choices=choices(CHOICES.get((sheet, key), ()), language),
            is_required=key in REQUIRED.get(sheet, ()),
            choices_from=(
                say(f"report.known_{OFFERED[sheet, key]}", language)
                if (sheet, key) in OFFERED
                else ""
            ),
        )
        for key in INPUT_SHEETS[sheet]
    )


def choices(keys: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """What is offered, in words."""
    return tuple(say(f"workbook.choice.{key}", language) for key in keys)
