"""One line of a list, read field by field; what cannot be read is told and counts as empty."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from speeddating.intake.cells import Parser, free_text, yes_no
from speeddating.intake.findings import Place, RefusedError
from speeddating.intake.registrations.columns import Columns, field_label
from speeddating.intake.registrations.encoding import is_garbled
from speeddating.intake.registrations.told import Told
from speeddating.intake.registrations.values import holds_contact
from speeddating.intake.sheets import Cell, place
from speeddating.intake.table import trusted

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Line:
    """A line below the header."""

    title: str
    number: int
    cells: Mapping[int, Cell]
    columns: Columns
    told: Told

    def place(self, field: str) -> Place:
        """Where a field stands, or would stand."""
        column = self._column(field) or next(iter(self.columns.of.get(field, ())), None)
        return Place(self.title, str(self.number)) if column is None else self._at(column)

    def has(self, field: str) -> bool:
        """Whether something stands there."""
        return self._column(field) is not None

    def said(self, field: str) -> str | None:
        """One line of text; None where there is none, or a contact, or what cannot be read."""
        found = self.read(field, free_text)
        if not found:
            return None
        if holds_contact(found):
            self.told.doubt("registrations.contact_in_cell", self.place(field), self.number,
                            column=field_label(field))  # fmt: skip
            return None
        if is_garbled(found):
            self.told.doubt("registrations.garbled", self.place(field), self.number, found)
        return found

    def read(self, field: str, parse: Parser[Kind]) -> Kind | None:
        """What stands in the surest column that is not empty."""
        column = self._column(field)
        if column is None:
            return None
        cell = self.cells[column]
        try:
            return parse(trusted(cell))
        except RefusedError as refused:
            hidden = None if holds_contact(str(cell.value)) else cell.value
            data = {"column": field_label(field), **refused.data}
            self.told.doubt(refused.code, self._at(column), self.number, hidden, **data)
            return None

    def everything(self, field: str) -> Iterator[str]:
        """What stands in each of its columns, surest first."""
        for at in self.columns.of.get(field, ()):
            with suppress(RefusedError):
                if at in self.cells and (found := free_text(trusted(self.cells[at]))):
                    yield found

    def chosen(self, field: str) -> Iterator[str]:
        """The choices whose own column says yes."""
        for at, choice in self.columns.choices.get(field, ()):
            with suppress(RefusedError):
                if at in self.cells and yes_no(trusted(self.cells[at])):
                    yield choice

    def _column(self, field: str) -> int | None:
        return next((at for at in self.columns.of.get(field, ()) if at in self.cells), None)

    def _at(self, column: int) -> Place:
        return place(self.title, self.number, column)
