"""The examples, run as a user runs them; the data of the Cher; what scripts share."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copy, which
from typing import Any

import pytest
from openpyxl import load_workbook

from speeddating import (
    History,
    Rencontre,
    Schedule,
    Side,
    UnsupportedError,
    WriteError,
    changes,
    check,
    forecast,
    plan,
    read_feedback,
    resumed,
    score,
    write_screen,
)
from speeddating.cli.console import run
from speeddating.intake import read_schedule, read_with_notes, read_workbook

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
SEARCHING = ("cher", "saison", "planifier", "jour_j")
OTHERS = ("anonymiser", "bibliotheque", "bilan", "ecran", "modele", "retours")
NAMES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")
WORKBOOKS = [EXAMPLES / "cher" / f"{name}.xlsx" for name in NAMES]

each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
each_workbook = pytest.mark.parametrize("workbook", WORKBOOKS, ids=lambda path: path.stem)


@each_script
def test_a_script_can_be_read_at_a_glance(script: Path) -> None:
    assert len(script.read_text(encoding="utf-8").splitlines()) < 40


# what a machine may say of its language; a Windows pipe talks like the third
FRENCH = {"LANG": "fr_FR.UTF-8"}
C_LOCALE = {"LC_ALL": "C"}
CODE_PAGE = {"LANG": "fr_FR.UTF-8", "PYTHONIOENCODING": "cp1252"}
ASCII_ONLY = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SAID_OF_LANGUAGE = re.compile(r"LANG|LANGUAGE|LC_.*|PYTHONUTF8|PYTHONIOENCODING|SPEEDDATING_.*")


def plain(shown: bytes | str) -> str:
    """Ordinary spaces where French wants narrow or no-break ones."""
    text = shown.decode("utf-8") if isinstance(shown, bytes) else shown
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text)


class Ran:
    """A script that was run: its status, what it said, and where."""

    def __init__(
        self, script: str, *typed: object, folder: Path, environment: dict[str, str] | None = None
    ) -> None:
        inherited = {k: v for k, v in os.environ.items() if not SAID_OF_LANGUAGE.fullmatch(k)}
        done = subprocess.run(
            [sys.executable, EXAMPLES / f"{script}.py", *map(str, typed)],
            cwd=folder, env=inherited | (environment or FRENCH), capture_output=True,
            timeout=240, check=False,
        )  # fmt: skip
        self.status, self.folder = done.returncode, folder
        self.said, self.refused = plain(done.stdout), plain(done.stderr)

    @property
    def is_clean(self) -> bool:
        return self.status == 0 and self.refused == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Spaces and accents, as in real life."""
    made = tmp_path / "Rencontres de l'été"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ran]:
    """Each script once, without arguments."""

    @cache
    def once(script: str) -> Ran:
        place = tmp_path_factory.mktemp("ici") / "Rencontres de l'été"
        place.mkdir()
        return Ran(script, folder=place)

    return once


@cache
def data() -> Any:
    """The module that writes the workbooks of the Cher."""
    spec = spec_from_file_location("donnees", EXAMPLES / "cher" / "donnees.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_plan(path: Path) -> tuple[Rencontre, History, Schedule]:
    """What an output workbook tells, its own plan apart from what came before."""
    rencontre, history = read_workbook(path)
    return rencontre, history.before(rencontre.identity), read_schedule(path)


# As a user runs them


@each_script
def test_a_script_runs_without_argument_from_any_folder(
    script: Path, ran: Callable[[str], Ran]
) -> None:
    done = ran(script.stem)
    assert done.is_clean, done.refused
    assert done.said


@pytest.mark.parametrize("environment", [C_LOCALE, CODE_PAGE, ASCII_ONLY],
                         ids=["C", "cp1252", "ascii"])  # fmt: skip
@pytest.mark.parametrize("script", [*SEARCHING, *OTHERS])
def test_a_script_writes_where_it_is_told_whatever_the_locale(
    script: str, folder: Path, environment: dict[str, str]
) -> None:
    elsewhere = folder / "Sorties à lire"
    elsewhere.mkdir()
    quick = ["--secondes", "0,5"] if script in SEARCHING else []
    done = Ran(script, "--sortie", elsewhere.name, *quick, folder=folder,
               environment=environment)  # fmt: skip
    assert done.is_clean, done.refused
    assert list(folder.iterdir()) == [elsewhere]
    assert list(elsewhere.iterdir())


@each_script
def test_a_script_can_be_read_aloud(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 40
    assert 'if __name__ == "__main__":' in text


@pytest.mark.parametrize("script", [*SEARCHING, *OTHERS])
def test_help_is_french(script: str, folder: Path) -> None:
    done = Ran(script, "--aide", folder=folder)
    assert done.is_clean
    assert done.said.startswith(f"Utilisation : {script}.py")
    assert "--sortie DOSSIER" in done.said
    for english in ("usage", "options", "show", "positional", "default"):
        assert english not in done.said
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("typed", [["--zut"], ["--secondes", "0"], ["--secondes", "nan"],
                                   ["a.xlsx", "b.xlsx"]])  # fmt: skip
def test_what_is_not_understood_is_told_in_one_sentence(typed: list[str], folder: Path) -> None:
    done = Ran("planifier", *typed, folder=folder)
    assert (done.status, done.said) == (2, "")
    assert done.refused.startswith(f"« {' '.join(typed)} » n\u2019est pas compris.")
    assert len(done.refused.splitlines()) == 1


def test_a_missing_folder_is_told_before_anything_is_computed(folder: Path) -> None:
    done = Ran("planifier", "--sortie", "nulle part", folder=folder)
    assert (done.status, done.said) == (1, "")
    assert "nulle part : ce dossier n\u2019existe pas." in done.refused


# Each one


def test_a_template_is_written_once(folder: Path) -> None:
    assert Ran("modele", folder=folder).is_clean
    before = (folder / "modele.xlsx").read_bytes()
    again = Ran("modele", folder=folder)
    assert (again.status, again.said) == (1, "")
    assert re.fullmatch(r".*modele\.xlsx existe déjà .*\n", again.refused)
    assert (folder / "modele.xlsx").read_bytes() == before
    assert "Mode d'emploi" in load_workbook(folder / "modele.xlsx").sheetnames


def test_the_figures_of_one_plan_are_those_of_its_workbook(ran: Callable[[str], Ran]) -> None:
    done = ran("planifier")
    rencontre, past, schedule = read_plan(done.folder / "juin-2018-planning.xlsx")
    assert check(rencontre, past, schedule) == ()
    assert rencontre == read_workbook(WORKBOOKS[0])[0]
    found = re.search(r"Nouvelles rencontres : (\d+)\nAu mieux possible : (\d+)\n", done.said)
    assert found is not None
    bound = plan(rencontre, past, levels=["new_pairings"]).bound("new_pairings").value
    assert [int(n) for n in found.groups()] == [
        score(rencontre, past, schedule).new_pairings,
        bound,
    ]
    assert (
        f"{found[1]} nouvelles rencontres sur {found[2]} possibles : prouvé optimal." in done.said
    )
    assert "\n  - Nouvelles rencontres\n" in done.said


def test_a_plan_is_not_planned_again(ran: Callable[[str], Ran], folder: Path) -> None:
    published = copy(ran("planifier").folder / "juin-2018-planning.xlsx", folder)
    done = Ran("planifier", published, folder=folder)
    assert (done.status, done.said) == (2, "")
    assert "changez Nom et Date" in done.refused
    assert "changez Nom et Date" in done.refused
    assert [path.name for path in folder.iterdir()] == [Path(published).name]


def test_who_wants_to_plan_again_is_sent_to_the_script_of_the_day(
    ran: Callable[[str], Ran], folder: Path
) -> None:
    published = copy(ran("planifier").folder / "juin-2018-planning.xlsx", folder)
    done = Ran("planifier", published, folder=folder)
    assert "lancez jour_j.py" in done.refused


def test_the_day_changes_what_it_says_and_nothing_that_was_held(ran: Callable[[str], Ran]) -> None:
    done = ran("jour_j")
    before = read_schedule(done.folder / "juin-2018-planning.xlsx")
    marked = read_workbook(done.folder / "juin-2018-planning.xlsx")[0]
    target = done.folder / "juin-2018-planning-tour-3.xlsx"
    rencontre, past, after = read_plan(target)
    assert rencontre == resumed(before, marked)
    assert check(rencontre, past, after) == ()
    held = [[s for s in one.seatings if s.round < 3] for one in (before, after)]
    assert held[0] == held[1]
    told = changes(before, after, rencontre, from_round=3)
    rows = list(load_workbook(target)["Changements"].values)
    header = next(i for i, row in enumerate(rows) if row[:3] == ("Nom", "Organisation", "Tour"))
    assert len([row for row in rows[header + 1 :] if row[0]]) == len(told) > 0
    assert f"{len({one.participant for one in told})} personnes à prévenir," in done.said
    away = {p.id for p in marked.participants if not p.present}
    assert len(away) == 4
    assert "4 personnes, absentes maintenant, ont des places" in done.said
    assert not away & {who for s in after.seatings if s.round >= 3 for who in s.people()}


def test_the_day_needs_a_plan(folder: Path) -> None:
    unplanned = copy(WORKBOOKS[1], folder)
    done = Ran("jour_j", unplanned, folder=folder)
    assert (done.status, done.said) == (2, "")
    assert "ne contient pas le planning" in done.refused


def test_hand_edits_are_told_in_words(ran: Callable[[str], Ran], folder: Path) -> None:
    done = ran("verifier")
    rencontre, past, moved = read_plan(done.folder / "juin-2018-planning-à-la-main.xlsx")
    for broken in check(rencontre, past, moved):
        assert broken.sentence("fr") in done.said
    assert "4 personnes changent de place ou de partenaire : " in done.said
    assert len(re.findall(r"\n  - .* · Tour 1 : table .*avec ", done.said)) == 4
    book = load_workbook(done.folder / "juin-2018-planning.xlsx")
    sheet = book["Planning"]
    one, other = (
        next(row for row in sheet.iter_rows() if row[0].value == number) for number in (1, 2)
    )
    for column in range(3, 7):  # the same person at two tables of one round
        one[column].value = other[column].value
    one[0].value = other[0].value
    book.save(folder / "à moi.xlsx")
    told = Ran("verifier", "à moi.xlsx", done.folder / "juin-2018-planning.xlsx", folder=folder)
    assert told.is_clean, told.refused
    assert re.search(r"[1-9]\d* règles? ne? ?.?(est|sont)", told.said)


def test_the_screen_and_the_paper_show_the_planning_of_the_workbook(
    ran: Callable[[str], Ran], folder: Path
) -> None:
    published = ran("planifier").folder / "juin-2018-planning.xlsx"
    done = Ran("ecran", published, folder=folder)
    assert done.is_clean, done.refused
    rencontre, _, schedule = read_plan(published)
    again = write_screen(folder / "encore.html", rencontre, schedule)
    assert (folder / "juin-2018-planning-ecran.html").read_bytes() == again.read_bytes()
    paper = load_workbook(published.with_name("juin-2018-impressions.xlsx"))
    shown = {cell.value for row in paper["Fiches"].iter_rows() for cell in row}
    assert {p.name for side in Side for p in rencontre.on(side)} <= shown


def test_a_workbook_that_is_not_there_is_told(folder: Path) -> None:
    done = Ran("planifier", "absent.xlsx", folder=folder)
    assert done.status == 2
    assert "absent.xlsx" in done.refused
    assert "Traceback" not in done.refused


def test_what_was_left_out_is_told(folder: Path) -> None:
    book = load_workbook(WORKBOOKS[0])
    book["Participants"]["L1"] = "Couleur préférée"
    book["Participants"]["L2"] = "bleu"
    book.save(folder / "à moi.xlsx")
    done = Ran("planifier", "à moi.xlsx", "--secondes", "0,5", folder=folder)
    assert done.is_clean, done.refused
    assert re.search(r"À noter : .*Couleur préférée", done.said)
    assert (folder / "à moi-planning.xlsx").exists()


def test_the_library_alone_gives_a_table_that_excel_opens(ran: Callable[[str], Ran]) -> None:
    done = ran("bibliotheque")
    lines = (done.folder / "bibliotheque.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("rencontre;date;round;")
    assert len(lines) == 1 + 2 * 9
    assert done.said.startswith("8 nouvelles rencontres sur 8 possibles : prouvé optimal")


def test_the_four_rencontres_are_what_is_printed(ran: Callable[[str], Ran]) -> None:
    done = ran("cher")
    printed = re.findall(
        r"(\d+) \+ (\d+) dirigeants\n  (\d+) nouvelles rencontres(?: sur|, au plus) (\d+) .*: "
        r"(prouvé optimal|optimum non prouvé)\n  depuis le début, (\d+) paires "
        r"rencontrées sur (\d+) : (\d+) %\n  (.+)\n",
        done.said,
    )
    assert len(printed) == len(NAMES)
    met: set[object] = set()
    came: dict[Side, set[str]] = {side: set() for side in Side}
    remembered = History()
    for name, (there, others, new, bound, proof, *figures, path) in zip(
        NAMES, printed, strict=True
    ):
        assert path == str(done.folder / f"{name}-planning.xlsx")
        rencontre, past, schedule = read_plan(Path(path))
        assert rencontre == data().rencontres()[name]
        assert past == remembered
        assert check(rencontre, past, schedule) == ()
        met |= {
            (people[e].organisation, people[a].organisation)
            for people in [rencontre.participant_by_id]
            for seating in schedule.seatings
            for e, a in seating.meetings()
        }
        for organisation in rencontre.attending:
            came[organisation.side].add(organisation.name)
        possible = len(came[Side.ENTREPRISE]) * len(came[Side.ASSOCIATION])
        assert (int(new) == int(bound)) is (proof == "prouvé optimal")
        assert [int(figure) for figure in (there, others, new, *figures)] == [
            len(rencontre.on(Side.ENTREPRISE)),
            len(rencontre.on(Side.ASSOCIATION)),
            score(rencontre, past, schedule).new_pairings,
            len(met),
            possible,
            round(100 * len(met) / possible),
        ]
        remembered = read_workbook(path)[1]
    assert remembered.met == met


def test_the_bilan_is_that_of_the_workbooks_named(ran: Callable[[str], Ran], folder: Path) -> None:
    planned = [ran("cher").folder / f"{name}-planning.xlsx" for name in NAMES]
    done = Ran("bilan", *planned[::-1], folder=folder)
    assert done.is_clean, done.refused
    assert [path.name for path in folder.iterdir()] == ["bilan.xlsx"]
    sheet = load_workbook(folder / "bilan.xlsx").worksheets[0]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    rencontres = list(data().rencontres().values())
    assert rows["Rencontre"] == tuple(one.name for one in rencontres)
    for side in Side:
        came = tuple(len(one.on(side)) for one in rencontres)
        assert rows[f"Venues, côté {side}s"] == came
    met = [len(read_workbook(path)[1].met) for path in planned]
    assert rows["Rencontrées depuis le début"] == tuple(met)
    again, new = rows["Dont déjà rencontrées"], rows["Dont nouvelles"]
    assert (
        tuple(int(str(a)) + int(str(b)) for a, b in zip(again, new, strict=True)) == rows["Tenues"]
    )


def test_answers_of_an_evening_are_in_the_next_workbook(
    ran: Callable[[str], Ran], folder: Path
) -> None:
    filled = folder / "juin.xlsx"
    book = load_workbook(ran("retours").folder / "juin-2018-retours.xlsx")
    for row, (one, other) in enumerate((("oui", "oui"), ("non", None)), start=4):
        book["Retours"].cell(row, 5, one)
        book["Retours"].cell(row, 6, other)
    book.save(filled)
    done = Ran("retours", filled, folder=folder)
    assert done.is_clean, done.refused
    assert "2 réponses ; envies partagées : 1" in done.said
    assert done.said.count("  - sous-groupe") == 1
    before, after = (read_workbook(path)[0] for path in (filled, folder / "juin-suite.xlsx"))
    assert len(after.wishes) == len(before.wishes) + 2
    assert len(after.incompatibilities) == len(before.incompatibilities) + 1


def test_the_season_is_what_its_workbooks_hold(ran: Callable[[str], Ran]) -> None:
    done = ran("saison")
    met: set[object] = set()
    seasons = re.findall(
        r"(\d+) nouvelles? rencontres? sur la saison, (?:au plus )?(\d+)", done.said
    )
    firsts = re.findall(r"saison\n.*?\| +(\d+) \| +(\d+) \| +(\d+)\n", done.said)
    for name, season, first in zip(NAMES, seasons, firsts, strict=True):
        rencontre, past, schedule = read_plan(done.folder / f"{name}-saison.xlsx")
        assert past.met == met
        assert check(rencontre, past, schedule) == ()
        new, possible, since = (int(figure) for figure in first)
        assert new == since == score(rencontre, past, schedule).new_pairings <= possible
        assert new <= int(season[0]) <= int(season[1])
        met = set(read_workbook(done.folder / f"{name}-saison.xlsx")[1].met)


def test_what_was_said_after_an_evening_counts_for_the_next(ran: Callable[[str], Ran]) -> None:
    done, wished, apart = ran("saison"), set[object](), set[object]()
    expected: set[object] = {None}
    for name in NAMES:
        path = done.folder / f"{name}-saison.xlsx"
        rencontre, history = read_workbook(path)
        assert wished <= {(wish.source, wish.target) for wish in rencontre.wishes}
        assert apart <= {(one.a, one.b) for one in rencontre.incompatibilities}
        said = read_feedback(path)
        assert {one.outcome for one in history.encounters} == expected
        expected |= {one.outcome for one in said.responses}
        wished |= {(wish.source, wish.target) for wish in said.wishes}
        apart |= set(said.never_again)
    assert wished
    assert apart
    assert "sous-groupe à proposer : " in done.said


def test_a_forecast_is_of_what_is_to_come(ran: Callable[[str], Ran], folder: Path) -> None:
    done = ran("previsions")
    seen = forecast(*read_workbook(WORKBOOKS[0]))
    assert f"nº 1 : {plain(seen.summary('fr'))}\n" in done.said
    assert "une table de plus" in done.said
    book = load_workbook(done.folder / "juin-2018-previsions.xlsx")
    assert book.sheetnames == ["Prévisions"]
    assert book.worksheets[0]["A2"].value == seen.summary("fr")
    last = Ran("previsions", ran("cher").folder / "novembre-2019-planning.xlsx", folder=folder)
    assert last.is_clean, last.refused
    assert last.said.startswith("La suite de « Rencontre entreprises et associations du Cher nº 4")


@pytest.mark.office
@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_last_rencontre(ran: Callable[[str], Ran], tmp_path: Path) -> None:
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    written = ran("cher").folder / "novembre-2019-planning.xlsx"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, written],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert (tmp_path / "novembre-2019-planning.pdf").stat().st_size > 10_000


# The data of the Cher


@each_workbook
def test_a_workbook_is_what_the_data_say(workbook: Path) -> None:
    reading = read_with_notes(workbook)
    assert reading.rencontre == data().rencontres()[workbook.stem]
    assert reading.history == History()
    (note,) = reading.notes
    assert note.code.startswith("intake.note_phase_")
    assert not reading.published
    assert workbook.stat().st_size < 50_000


def test_the_data_writes_the_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data(), "ICI", tmp_path)
    data().main()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in WORKBOOKS)


def test_thirty_to_thirty_six_people_come_and_one_side_is_larger() -> None:
    for rencontre in data().rencontres().values():
        entreprises, associations = (len(rencontre.on(side)) for side in Side)
        assert 30 <= entreprises + associations <= 36
        assert entreprises != associations


def test_the_four_rencontres_are_one_to_one_then_mixed_then_with_groups() -> None:
    june, december, *project = data().rencontres().values()
    assert [one.one_to_one for one in (june, december, *project)] == [True, False, False, False]
    assert not june.groups
    assert not december.groups
    for rencontre in project:
        assert len(rencontre.facilitators) == 3
        recruitment = rencontre.groups[0]
        sides = [rencontre.organisation_by_id[o].side for o in recruitment.organisations]
        assert (sides.count(Side.ENTREPRISE), sides.count(Side.ASSOCIATION)) == (3, 4)
        come = {o.id for o in rencontre.attending}
        assert all(come.issuperset(group.organisations) for group in rencontre.groups)


def test_some_come_back_and_some_do_not() -> None:
    came = [{o.name for o in one.attending} for one in data().rencontres().values()]
    assert len(set.intersection(*came)) >= 15
    assert any(sum(name in there for there in came) == 1 for name in set.union(*came))
    named = {
        "EDF", "Excent", "Manpower", "Novotel Bourges", "Base militaire d'Avord", "SM Bourges",
        "Emmetrop", "Accueil et Promotion", "Garage Associatif Solidaire",
        "Bourges Agglo Services", "Tivoli Initiatives",
    }  # fmt: skip
    assert named <= set.union(*came)


def test_every_dirigeant_stands_for_an_organisation_that_is_described() -> None:
    described = data().structures()
    assert {organisation for _, organisation, _ in data().DIRIGEANTS} == set(described)
    assert len({name for name, _, _ in data().DIRIGEANTS}) == len(data().DIRIGEANTS)


# What scripts share


@pytest.mark.parametrize(
    ("problem", "status", "sentence"),
    [
        (WriteError("ici.xlsx", "disk_full"), 1, "ici.xlsx : le disque est plein."),
        (UnsupportedError("resumed"), 2, "La rencontre reprend à un tour déjà commencé"),
        (KeyboardInterrupt(), 130, "Arrêté à votre demande."),
    ],
)
def test_a_script_that_fails_says_one_sentence(
    problem: BaseException, status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def main() -> None:
        raise problem

    with pytest.raises(SystemExit) as ended:
        run(main)
    assert ended.value.code == status
    told = plain(capsys.readouterr().err)
    assert sentence in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("defect", [ImportError("no module named pandas"), ZeroDivisionError()])
def test_a_defect_is_not_hidden(defect: Exception) -> None:
    def main() -> None:
        raise defect

    with pytest.raises(type(defect)):
        run(main)
