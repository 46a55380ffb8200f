"""A workbook without names: none in any byte of any part, and planned as the original is."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from speeddating import (
    Budget,
    History,
    Rencontre,
    WriteError,
    plan,
    read_workbook,
    sample,
    write_workbook,
)
from speeddating.cli.anonymous import FILE, write_anonymous
from speeddating.cli.app import status
from speeddating.domain.names import matching_key
from speeddating.intake import read_with_notes
from tests.report.test_anonymous import cases, names

ADDED = (
    "Zcommentaire", "Zauteur", "Ztitre", "Zmots-clés", "Zplage", "Zgraphique", "Zcolonne",
    "Zfeuille", "Zremarque", "Zréponse", "ana.zbrun@exemple.fr", "02 48 12 34 56", "3 rue Zpavée",
)  # fmt: skip
"""What other hands put into a workbook, wherever one may."""
FIRST = ("new_pairings", "worst_off", "wishes", "affinity", "seated", "pauses")
EQUAL = Budget(seconds=60, reproducible=True)


def handed_round(folder: Path, case: int) -> tuple[Path, Rencontre, set[str]]:
    """A planned workbook that several people wrote into, its rencontre, and all that tells who."""
    one, history, made = cases()[case]
    apart = () if one.groups else one.incompatibilities  # members of a group must get on
    one = one.model_copy(update={"name": f"Zsoirée {case}", "incompatibilities": apart})
    made = made.model_copy(
        update={"schedule": made.schedule.model_copy(update={"rencontre": one.name})}
    )
    path = write_workbook(folder / "Rencontre de Zsecret.xlsx", one, history, made)
    book: Any = load_workbook(path)
    people, feedback = book["Participants"], book["Retours"]
    column = people.max_column + 1
    for row, text in enumerate(("Zcolonne", *ADDED[-3:]), start=1):
        people.cell(row, column, text)
    people["A2"].comment = Comment("Zcommentaire", "Zauteur")
    feedback.cell(feedback.max_row, 7, "Zremarque")
    book.create_sheet("Zfeuille")["A1"] = "Zréponse"
    chart = BarChart()
    chart.title = "Zgraphique"
    chart.add_data(Reference(people, min_col=1, min_row=1, max_row=5), titles_from_data=True)
    book["Zfeuille"].add_chart(chart, "C3")
    book.defined_names["Zplage"] = DefinedName("Zplage", attr_text="'Zfeuille'!$A$1")
    book.properties.creator, book.properties.title = "Zauteur", "Ztitre"
    book.properties.keywords = "Zmots-clés"
    book.save(path)
    return path, one, names(one, history) | {*ADDED, "Zsecret"}


def bytes_of(path: Path) -> str:
    """Names of all parts, what is in them, and what Excel's escapes hide, unpacked."""
    with zipfile.ZipFile(path) as parts:
        content = [path.name, *parts.namelist(), parts.comment.decode()]
        content += [parts.read(name).decode("utf-8") for name in parts.namelist()]
    plain = "".join(content).replace("&amp;", "&").replace("&apos;", "'").replace("&quot;", '"')
    return matching_key(re.sub(r"<[^>]*>", " ", plain) + plain)


@pytest.mark.parametrize("case", range(2))
def test_no_name_of_a_workbook_is_in_any_byte_in_whatever_spelling(
    tmp_path: Path, case: int
) -> None:
    path, _, told = handed_round(tmp_path, case)
    before = bytes_of(path)
    found = {name for name in told if matching_key(name) in before}
    assert found >= {*ADDED, "Zsecret", "Zsalle", "Zbesoin", f"Zsoirée {case}"}
    assert len(found) > 40
    lines: list[str] = []
    (tmp_path / "à part").mkdir()
    written = write_anonymous(path, tmp_path / "à part", lambda *said: lines.extend(said))
    after = bytes_of(written)
    assert {name for name in told if matching_key(name) in after} == set()
    assert any(str(written) in line for line in lines)
    for gone in ("Le planning n\u2019est pas repris", "SIREN", "retours", "commentaires"):
        assert any(gone in line for line in lines), gone
    assert any("Zfeuille" in line for line in lines)  # told to whoever has the file, not written


@pytest.mark.parametrize("case", range(2))
def test_it_is_planned_as_the_original_is(tmp_path: Path, case: int) -> None:
    path, one, _ = handed_round(tmp_path, case)
    lines: list[str] = []
    reading = read_with_notes(write_anonymous(path, tmp_path, lambda *said: lines.extend(said)))
    assert not reading.published  # so that it can be planned
    assert "Rapprochements" not in load_workbook(tmp_path / FILE).sheetnames
    original, past = read_workbook(path)
    assert original == one
    made = plan(original, past, levels=FIRST, budget=EQUAL)
    again = plan(reading.rencontre, reading.history, levels=FIRST, budget=EQUAL)
    assert made.score.new_pairings > 0
    assert "new_pairings" in made.proven
    assert made.proven == again.proven
    for level in made.proven:
        assert made.score.value(level) == again.score.value(level)
    assert len(reading.history.met) == len(past.met)


def test_the_file_of_another_workbook_is_left_alone(tmp_path: Path) -> None:
    path, *_ = handed_round(tmp_path, 1)
    before = write_anonymous(path, tmp_path, lambda *_: None).read_bytes()
    with pytest.raises(WriteError, match="existe déjà"):
        write_anonymous(tmp_path / FILE, tmp_path, lambda *_: None)
    assert (tmp_path / FILE).read_bytes() == before


def test_the_command_tells_what_stays_and_what_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, *_ = handed_round(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    assert status(["anonymiser", path.name]) == 0
    said = capsys.readouterr().out
    assert "Restent, sous des numéros" in said
    assert "N\u2019y sont pas : lieu" in said
    assert (tmp_path / FILE).exists()


def test_an_evening_under_way_can_be_planned_from_its_copy(tmp_path: Path) -> None:
    under_way = sample(3, 3, rounds=4).model_copy(update={"resume_at": 3})
    path = write_workbook(tmp_path / "jour.xlsx", under_way, History())
    lines: list[str] = []
    copy = write_anonymous(path, tmp_path, lambda *said: lines.extend(said))
    hidden, past = read_workbook(copy)
    assert hidden.resume_at is None
    assert plan(hidden, past, levels=FIRST, budget=EQUAL).score.new_pairings == 9
    assert any("Reprendre au tour" in line for line in lines)
