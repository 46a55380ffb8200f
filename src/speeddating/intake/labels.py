"""Names as people write them, made comparable; sheets and headers found under either language."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from speeddating.domain.names import matching_key
from speeddating.domain.workbook import ASKED_SHEETS, INPUT_SHEETS, PARAMETERS, SEATS
from speeddating.words import LANGUAGES, say

_IN_BRACKETS = re.compile(r"\([^()]*\)")


def header_key(text: str) -> str:
    """``text`` as a header is compared: letters and digits only, nothing in brackets."""
    bare = _IN_BRACKETS.sub("", text) or text
    return "".join(c for c in matching_key(bare) if c.isalnum())


@cache
def sheet_by_title() -> Mapping[str, str]:
    """Key of each sheet that is read, by the header key of its title in either language."""
    return _by_label({key: f"workbook.{key}" for key in (*INPUT_SHEETS, *ASKED_SHEETS, "planning")})


@cache
def column_by_header(sheet: str) -> Mapping[str, str]:
    """Key of each column of ``sheet``, by its header key in either language."""
    columns = {**INPUT_SHEETS, **ASKED_SHEETS, "planning": SEATS}[sheet]
    return _by_label({column: f"workbook.{sheet}.{column}" for column in columns})


@cache
def parameter_by_label() -> Mapping[str, str]:
    """Key of each parameter of the sheet ``event``, by its header key in either language."""
    return _by_label({name: f"workbook.parameter.{name}" for name in PARAMETERS})


@cache
def output_titles() -> frozenset[str]:
    """Header keys of the titles of sheets that only an output has; never read, never told."""
    codes = [f"report.sheet.{key}" for key in OUTPUT_SHEETS]
    return frozenset(header_key(label) for code in codes for label in _said(code)) | {
        header_key(title) for title in _OUTPUT_TITLES
    }


def both(sheet: str, column: str | None = None) -> str:
    """The label of a sheet or a column in the default language, for a sentence."""
    return say(f"workbook.{sheet}" if column is None else f"workbook.{sheet}.{column}")


def _by_label(codes: Mapping[str, str]) -> dict[str, str]:
    return {header_key(label): key for key, code in codes.items() for label in _said(code)}


def _said(code: str) -> Iterable[str]:
    for language in LANGUAGES:
        try:
            yield say(code, language)
        except (LookupError, OSError):  # an output sheet that is not made yet
            continue


OUTPUT_SHEETS = (
    "summary", "by_round", "by_entreprise", "by_association", "by_table", "by_facilitator",
    "cards", "attendance", "coverage", "bilan", "changes", "guide", "registrations",
)  # fmt: skip
"""Keys of the sheets that only an output has, as the catalogue ``report`` names them."""

_OUTPUT_TITLES = (
    "Sommaire", "Par tour", "Par entreprise", "Par association", "Par table", "Par animateur",
    "Fiches", "Émargement", "Couverture", "Bilan", "Changements", "Mode d'emploi",
)  # fmt: skip
"""As earlier workbooks have them, whatever the catalogue says today."""
