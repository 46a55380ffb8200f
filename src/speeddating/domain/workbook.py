"""
Sheets and columns of the workbook by key, shared by the reader and the writer.

The label of a sheet is the sentence ``workbook.<sheet>`` of the catalogue, of a column
``workbook.<sheet>.<column>``, of a parameter ``workbook.parameter.<parameter>`` and of a choice
``workbook.choice.<choice>``.
"""

INPUT_SHEETS: dict[str, tuple[str, ...]] = {
    "event": ("parameter", "value"),
    "participants": (
        "name", "organisation", "side", "present", "absent", "table", "zone", "needs_access",
        "least", "most", "id",
    ),
    "organisations": (
        "organisation", "side", "sector", "themes", "needs", "offers", "appetite", "siren",
        "other_names",
    ),
    "tables": (
        "table", "seats_entreprises", "seats_associations", "zone", "accessible", "rounds",
    ),
    "wishes": ("source", "target", "rank", "kind", "round", "before"),
    "incompatibilities": ("a", "b", "reason"),
    "groups": ("group", "organisation", "facilitator", "rounds", "project", "state"),
    "locks": ("round", "table", "name"),
    "history": ("date", "rencontre", "entreprise", "association", "source", "outcome"),
}  # fmt: skip
"""What an organiser fills in; every output workbook holds it too and is the next input."""

ASKED_SHEETS: dict[str, tuple[str, ...]] = {
    "feedback": (
        "date", "rencontre", "entreprise", "association", "of_entreprise", "of_association", "note",
    ),
    "alike": ("name", "organisation", "why", "same"),
}  # fmt: skip
"""What the library writes and an organiser answers; only where there is something to ask."""

PARAMETERS: tuple[str, ...] = (
    "name", "date", "place", "phase", "priorities", "rounds", "start", "minutes", "changeover",
    "breaks", "seated_side", "language", "resume_at", "meetings_per_pairing", "competitors_apart",
    "memory", "forgotten",
)  # fmt: skip
"""Rows of the sheet ``event``."""

SEATS = (
    "round", "start", "table", "id", "name", "organisation", "side", "with", "new", "group",
)  # fmt: skip
"""Columns of the sheet ``planning``: one row per seat."""

MULTIPLE_SEPARATOR = ";"
"""Between the items of a cell that holds a list."""
