"""Text that something could run: it stays text in the csv and on the screen, in every field."""

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import ValidationError

from speeddating import (
    Facilitator,
    History,
    Rencontre,
    Schedule,
    Table,
    write_csv,
    write_printouts,
    write_screen,
)
from speeddating.domain.base import FacilitatorId, TableId
from speeddating.domain.workbook import LIVE, from_text, parted
from tests.report.accepted import ODD
from tests.report.invented import plan_of, rencontre_with_group, schedule_with_group
from tests.report.test_anonymous import cases

MARKUP = (
    "</script><script>alert(1)</script>", "<!--<script>", "<img src=x onerror=alert(1)>", "]]>",
    "\"'`${alert(4)}{{7*7}}{% raw %}", "&lt;b&gt;", "&#61;1+1", "\\u003c/script>", "__proto__",
    '=HYPERLINK("http://x","y")', "\uff1d1+1", "'=1+1", "''@x", "a;=1+1", 'a";"=1+1', "a,=1+1",
)  # fmt: skip
"""What a page or a spreadsheet may take for more than text."""


def named(text: str) -> tuple[Rencontre, Schedule]:
    """A rencontre in which everything that is shown begins with ``text``, and its schedule."""
    plain = rencontre_with_group()
    new: dict[str, str] = {plain.name: text}

    def called(name: str) -> str:
        return new.setdefault(name, f"{text}{len(new)}")

    organisations = tuple(
        o.model_copy(update={"name": called(o.name), "id": called(o.id)})
        for o in plain.organisations
    )
    people = tuple(
        p.model_copy(
            update={"name": called(p.name), "id": called(p.id), "organisation": new[p.organisation]}
        )
        for p in plain.participants
    )
    who = plain.facilitators[0].id
    group = plain.groups[0].model_copy(
        update={
            "name": text, "project": text, "facilitator": FacilitatorId(called(who)),
            "organisations": tuple(new[o] for o in plain.groups[0].organisations),
        }
    )  # fmt: skip
    event = Rencontre(
        name=text, place=text, organisations=organisations, participants=people,
        tables=tuple(
            Table(**(t.model_dump() | {"id": TableId(called(t.id))})) for t in plain.tables
        ),
        rounds=plain.rounds, changeover_minutes=2, groups=(group,),
        facilitators=(Facilitator(name=new[who]),),
    )  # fmt: skip
    told = json.loads(schedule_with_group(plain).model_dump_json())
    return event, Schedule.model_validate_json(json.dumps(_renamed(told, new)))


def _renamed(told: Any, new: dict[str, str]) -> Any:
    if isinstance(told, dict):
        return {key: _renamed(value, new) for key, value in told.items()}
    if isinstance(told, list):
        return [_renamed(value, new) for value in told]
    return new.get(told, told) if isinstance(told, str) else told


SHORT = [text for text in (*ODD, *MARKUP) if len(text) < 150]
each_text = pytest.mark.parametrize("text", SHORT)


@each_text
def test_no_cell_of_a_csv_runs_and_every_text_is_read_back(tmp_path: Path, text: str) -> None:
    event, schedule = named(text)
    path = write_csv(tmp_path / "a.csv", event, History(), plan_of(schedule))
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert len(rows) == sum(len(seating.people()) for seating in schedule.seatings)
    assert not any(cell.startswith(LIVE) for row in rows for cell in row)
    people, names = event.participant_by_id, event.side_by_participant
    for row in rows:
        said = dict(zip(header, map(from_text, row), strict=True))
        person = people[said["participant"]]  # type: ignore[index]
        assert said["rencontre"] == event.name == text
        assert (said["name"], said["organisation"]) == (person.name, person.organisation)
        assert said["table"] in {table.id for table in event.tables}
        partners = [one.strip() for one in parted(said["partners"])]
        assert partners
        assert all(names[one] is not names[person.id] for one in partners)  # type: ignore[index]


@pytest.mark.parametrize("text", [text for text in SHORT if text.startswith(LIVE)])
def test_no_cell_of_printed_cards_runs_once_it_is_typed_again(tmp_path: Path, text: str) -> None:
    event, schedule = named(text)
    book = load_workbook(write_printouts(tmp_path / "a.xlsx", event, plan_of(schedule)))
    told = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith(LIVE)
    ]
    assert told
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in told)


class Tags(HTMLParser):
    """The tags of a page with their attributes, and what its scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Any]] = []
        self.held: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", data))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == ("script", {"type": "application/json", "id": "content"}):
            self.held.append(data)


def page_of(folder: Path, text: str) -> tuple[Rencontre, Tags]:
    event, schedule = named(text)
    path = write_screen(folder / "a.html", event, schedule)
    return event, Tags(path.read_text(encoding="utf-8"))


@each_text
def test_no_name_on_the_screen_is_more_than_text(tmp_path: Path, text: str) -> None:
    _, harmless = page_of(tmp_path, "Forge")
    event, page = page_of(tmp_path, text)
    assert page.tags == harmless.tags
    held = json.loads(page.held[0])
    assert held["name"] == text
    shown = {(one["name"], one["home"]) for one in held["people"]}
    homes = event.organisation_by_id
    assert shown == {
        *((p.name, homes[p.organisation].name) for p in event.participants),
        (event.facilitators[0].name, ""),
    }
    titles = {seat["table"]["fr"] for seats in held["seats"] for seat in seats}
    assert all(any(title.endswith(table.id) for table in event.tables) for title in titles)
    assert re.search(re.escape(text), held["occasion"]["fr"])


# What no file can hold is refused by the model, in every field

UNFIT = ("a\u202eb", "a\u200bb", "a\x00b", "a\x07b", "a\ud800", "a\ufffe", "a\nb", "x" * 40_000)


def leaves(one: Any, *way: Any) -> Iterator[tuple[Any, ...]]:
    """The way to each text."""
    if isinstance(one, dict):
        for key, value in one.items():
            yield from leaves(value, *way, key)
    elif isinstance(one, list):
        for number, value in enumerate(one):
            yield from leaves(value, *way, number)
    elif isinstance(one, str):
        yield way


CHOSEN = {"side", "appetite", "kind", "phase", "language", "seated_side", "date", "start"}
"""Fields that hold no text, though JSON has one for them."""


@pytest.mark.parametrize("text", UNFIT, ids=ascii)
@pytest.mark.parametrize("part", range(2), ids=["rencontre", "history"])
def test_what_no_file_can_hold_is_refused_in_every_field(part: int, text: str) -> None:
    model = (cases()[1][0], cases()[1][1])[part]
    plain = model.model_dump_json(exclude={"encounters": {"__all__": {"source", "outcome"}}})
    assert type(model).model_validate_json(plain)
    ways = {tuple("*" if isinstance(at, int) else at for at in way): way
            for way in leaves(json.loads(plain)) if way[-1] not in CHOSEN}  # fmt: skip
    assert len(ways) > (20 if part == 0 else 2)
    for way in ways.values():
        told = json.loads(plain)
        here = told
        for at in way[:-1]:
            here = here[at]
        here[way[-1]] = text
        with pytest.raises(ValidationError) as refused:
            type(model).model_validate_json(json.dumps(told))
        (kind,) = {one["type"] for one in refused.value.errors()}
        assert kind in {"domain.hidden_character", "string_too_long", "json_invalid"} or (
            kind.startswith("domain.unknown") and len(text) > 400  # names what does not exist
        ), way
        assert (kind == "json_invalid") is (text == "a\ud800")  # JSON has no half characters
