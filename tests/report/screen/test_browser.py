"""The room's screen in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from speeddating import Side, write_screen
from speeddating.domain.people import Organisation, Participant
from speeddating.report.screen.content import content
from speeddating.report.screen.render import render
from tests.report.invented import plan_of, rencontre_of_36, rencontre_with_group, rotation
from tests.report.invented import schedule_with_group as group_schedule
from tests.report.screen.browser import FAKE_AUDIO, NO_STORAGE, TELEPHONE, opened, started

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
MINUTE = 60_000
TICK = 300
"""A little more than the page takes to look at the clock again."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "\N{RIGHT-TO-LEFT OVERRIDE}noitaicossA",
    "\"'`${alert(4)}{{7*7}}&lt;b&gt;",
    "<!--<script>",
    "م\N{RIGHT-TO-LEFT EMBEDDING}שלום",
    "x" * 300,
    "\u2028\u2029\\u003c",
    "__proto__",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rencontre = rencontre_of_36()
    path = tmp_path_factory.mktemp("salle de l'été") / "écran.html"
    return write_screen(path, rencontre, plan_of(rotation(rencontre)))


def text(page: Any, selector: str) -> str:
    return str(page.inner_text(selector)).replace("\N{NO-BREAK SPACE}", " ")


def texts(page: Any, selector: str) -> list[str]:
    return [str(one).replace("\N{NO-BREAK SPACE}", " ") for one in
            page.locator(selector).all_inner_texts()]  # fmt: skip


def test_rounds_advance_by_themselves_with_time_to_change_tables(
    chromium: Any, written: Path
) -> None:
    rencontre = rencontre_of_36()
    with opened(chromium, written) as page:
        assert text(page, "#phase") == "Bienvenue"
        assert text(page, "#hint") == "Début prévu à 18 h 15"
        page.clock.run_for(5 * MINUTE)
        assert text(page, "#phase") == "Bienvenue"
        page.keyboard.press("Space")
        page.clock.run_for(TICK)
        for number in range(1, 7):
            assert text(page, "#phase") == f"Tour {number} sur 6"
            assert text(page, "#countdown") in {"10:00", "9:59"}
            page.clock.run_for(rencontre.rounds[0].minutes * MINUTE)
            if number == 6:
                break
            assert text(page, "#phase") == "Changez de table"
            assert text(page, "#countdown") in {"2:00", "1:59"}
            assert text(page, "#seats-title") == f"À suivre : tour {number + 1}"
            page.clock.run_for(rencontre.changeover_minutes * MINUTE)
        assert text(page, "#phase") == "C\u2019est fini"


def test_pause_next_and_back_from_the_keyboard(chromium: Any, written: Path) -> None:
    with opened(chromium, written) as page:
        page.keyboard.press("ArrowRight")
        page.clock.run_for(3 * MINUTE + TICK)
        page.keyboard.press("Space")
        held = text(page, "#countdown")
        assert held in {"7:00", "6:59"}
        assert text(page, "#paused") == "EN PAUSE"
        page.clock.run_for(30 * MINUTE)
        assert text(page, "#countdown") == held
        page.keyboard.press("+")
        assert text(page, "#countdown") in {"8:00", "7:59"}
        page.keyboard.press("Space")
        page.clock.run_for(MINUTE)
        assert text(page, "#countdown") in {"7:00", "6:59"}
        page.keyboard.press("ArrowRight")
        assert text(page, "#phase") == "Changez de table"
        page.keyboard.press("ArrowLeft")
        assert text(page, "#phase") == "Tour 1 sur 6"
        page.keyboard.press("ArrowLeft")
        assert text(page, "#phase") == "Bienvenue"


def test_every_key_is_shown_and_works_as_a_button(chromium: Any, written: Path) -> None:
    with opened(chromium, written) as page:
        assert texts(page, "#keys kbd") == ["Espace", "→", "←", "+", "Entrée", "↓ ↑", "S", "T", "L"]
        page.click("[data-what=key_start]")
        assert text(page, "#phase") == "Tour 1 sur 6"
        page.keyboard.press("Space")  # on the button, which still has the focus: once, not twice
        assert text(page, "#paused") == "EN PAUSE"


def test_the_pages_name_every_table_and_everyone_once(chromium: Any, written: Path) -> None:
    rencontre = rencontre_of_36()
    with opened(chromium, written) as page:
        count = int(text(page, "#page").rpartition(" ")[2])
        assert count > 1
        names: list[str] = []
        tables: list[str] = []
        for _ in range(count):
            assert page.evaluate("seats.scrollHeight <= seats.clientHeight")
            names += texts(page, "#seats .name")
            tables += texts(page, "#seats h3")
            page.clock.run_for(10_500)
        assert sorted(names) == sorted(person.name for person in rencontre.participants)
        seated = sorted(table for table in tables if table != "pause")
        assert seated == sorted(f"Table {table.id}" for table in rencontre.tables)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert text(page, "#page") == f"page {count} sur {count}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("electricite", ["Élodie Vandenbroucke"]),
        ("ELODIE", ["Élodie Vandenbroucke"]),
        ("oedipe loeillet", ["Œdipe Lœillet"]),
        ("roy tremplin", ["Baptiste Roy"]),
        ("l\u2019yèvre", ["Œdipe Lœillet"]),
        ("zzz <b>", []),
    ],
)
def test_search_finds_by_name_or_organisation(
    chromium: Any, written: Path, typed: str, found: list[str]
) -> None:
    with opened(chromium, written) as page:
        page.keyboard.press("Enter")
        page.keyboard.type(typed)
        assert texts(page, "#found .name") == found
        if not found:
            assert text(page, "#found") == f"Personne ne correspond à « {typed} »"
        page.keyboard.press("Escape")
        assert page.is_hidden("#found")
        assert page.is_visible("#seats")


def test_search_shows_where_when_and_with_whom(chromium: Any, written: Path) -> None:
    rencontre = rencontre_of_36()
    schedule = rotation(rencontre)
    person = next(p for p in rencontre.participants if p.name == "Noël Aubrun")
    with opened(chromium, written) as page:
        page.keyboard.press("Enter")
        page.keyboard.type("noel aubrun")
        stops = texts(page, "#found .stop")
        assert len(stops) == 6
        for number, shown in enumerate(stops, start=1):
            seating = schedule.place_of.get((person.id, number))
            assert shown.startswith(f"Tour {number} · ")
            if seating is None:
                assert shown.endswith("pause")
            else:
                home = rencontre.participant_by_id[seating.associations[0]].organisation
                assert shown.endswith(f"\nTable {seating.table}\n{home}")


@pytest.mark.parametrize("scripts", [(), (NO_STORAGE,)], ids=["storage", "address"])
def test_a_reload_keeps_the_state(chromium: Any, written: Path, scripts: tuple[str, ...]) -> None:
    with opened(chromium, written, *scripts) as page:
        for key in ("Space", "s", "t", "l"):
            page.keyboard.press(key)
        page.clock.run_for(13 * MINUTE + TICK)
        before = [text(page, f"#{part}") for part in ("phase", "seats-title")]
        assert before == ["Round 2 of 6", "Next: round 3"]
        page.reload()
        assert [text(page, f"#{part}") for part in ("phase", "seats-title")] == before
        assert text(page, "#countdown") in {"9:00", "8:59", "8:58"}
        assert page.get_attribute("html", "data-theme") == "dark"
        assert "(off)" not in text(page, "#keys")
        page.keyboard.press("Space")
        page.clock.run_for(10 * MINUTE)
        page.reload()
        assert text(page, "#paused") == "PAUSED"
        assert text(page, "#phase") == "Round 2 of 6"


@pytest.mark.parametrize("kept", ["", "{", "null", "[]", '{"phase": 99, "ends": "x"}',
                                  '{"phase": -1, "language": "constructor"}',
                                  '{"phase": 1, "left": -5}'])  # fmt: skip
def test_a_damaged_state_begins_anew(chromium: Any, written: Path, kept: str) -> None:
    with opened(chromium, written) as page:
        page.evaluate("kept => localStorage.setItem(content.key, kept)", kept)
        page.reload()
        assert text(page, "#phase") in {"Bienvenue", "Tour 1 sur 6"}


def test_a_screen_first_opened_after_a_change_begins_where_the_evening_goes_on(
    chromium: Any, tmp_path: Path
) -> None:
    rencontre = rencontre_of_36(resume_at=3)
    path = write_screen(tmp_path / "écran.html", rencontre, rotation(rencontre))
    with opened(chromium, path) as page:
        assert text(page, "#phase") == "Changez de table"
        assert text(page, "#seats-title") == "À suivre : tour 3"
        page.keyboard.press("ArrowRight")
        assert text(page, "#phase") == "Tour 3 sur 6"


def test_another_rencontre_has_its_own_state(chromium: Any, written: Path, tmp_path: Path) -> None:
    other = rencontre_of_36(name="Une autre")
    path = write_screen(tmp_path / "autre.html", other, rotation(other))
    with opened(chromium, written) as page:
        page.keyboard.press("Space")
        keys = page.evaluate("Object.keys(localStorage)")
    with opened(chromium, path) as page:
        page.keyboard.press("Space")
        assert page.evaluate("Object.keys(localStorage)") != keys


def test_it_sounds_one_minute_before_the_end_and_at_the_end_if_asked(
    chromium: Any, written: Path
) -> None:
    with opened(chromium, written, FAKE_AUDIO) as page:
        page.keyboard.press("Space")
        page.clock.run_for(12 * MINUTE + 1000)
        assert page.evaluate("rung") == []
        page.keyboard.press("s")
        page.clock.run_for(8 * MINUTE + 50_000)
        assert page.evaluate("rung") == []
        page.clock.run_for(15_000)
        assert page.evaluate("rung") == [660, 660]
        page.clock.run_for(50_000)
        assert page.evaluate("rung.length") == 2
        page.clock.run_for(15_000)
        assert page.evaluate("rung") == [660, 660, 880, 880, 880]


def hostile_page() -> str:
    """Names that the domain refuses, as if it had let them through."""
    rencontre = rencontre_of_36()
    filled = content(rencontre, rotation(rencontre))
    for person, name in zip(filled["people"], HOSTILE, strict=False):
        person["name"] = person["home"] = name
    filled["occasion"]["fr"] = filled["name"] = HOSTILE[1]
    filled["seats"][0][0]["table"]["fr"] = HOSTILE[2]
    return render(filled)


@pytest.mark.parametrize("size", [TELEPHONE, (1280, 720)], ids=["telephone", "projector"])
def test_hostile_names_stay_text(chromium: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(hostile_page(), encoding="utf-8", newline="\n")
    with opened(chromium, path, size=size) as page:
        assert page.title() == HOSTILE[1]
        assert text(page, "#occasion") == HOSTILE[1]
        assert page.evaluate("pages.flat()[0].querySelector('h3').textContent") == HOSTILE[2]
        shown = page.evaluate(
            "pages.flat().flatMap(c => [...c.querySelectorAll('.name')]).map(n => n.textContent)"
        )
        assert set(HOSTILE) <= set(shown)
        assert page.locator("img, #seats script, #seats b").count() == 0
        assert page.evaluate("document.scripts.length") == 2
        page.keyboard.press("Enter")
        page.keyboard.type("</script><img")
        assert page.is_visible("#found")
        assert page.evaluate("document.body.scrollWidth <= innerWidth")


def test_nothing_injected_may_run(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "injected.html"
    page_text = hostile_page().replace("<main>", "<main><script>window.owned = 1</script>"
                                       "<img src=x onerror='window.owned = 2'>")  # fmt: skip
    path.write_text(page_text, encoding="utf-8", newline="\n")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.owned") is None
    context.close()


def test_it_speaks_french_and_english(chromium: Any, written: Path) -> None:
    with opened(chromium, written) as page:
        assert page.get_attribute("html", "lang") == "fr"
        page.keyboard.press("l")
        assert page.get_attribute("html", "lang") == "en"
        assert text(page, "#phase") == "Welcome"
        assert text(page, "#hint") == "Planned start: 18:15"
        assert "12 June 2018" in text(page, "#occasion")
        french = {"Espace", "Entrée", "suivant", "son", "tour"}
        assert not french & set(text(page, "body").replace("(", " ").split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_and_can_be_read_from_afar(
    chromium: Any, written: Path, scheme: str
) -> None:
    with opened(chromium, written, color_scheme=scheme) as page:
        page.keyboard.press("Space")
        size = "id => parseFloat(getComputedStyle(document.querySelector(id)).fontSize)"
        # 1080 lines on a picture 1.6 m high: 33 of them are 5 cm, read from ten metres
        assert page.evaluate(size, "#seats .home") >= 33
        assert page.evaluate(size, "#seats h3") >= 40
        assert page.evaluate(size, "#countdown") >= 180
        for inside, outside in (("#seats .home", "body"), ("#seats .name", "body"),
                                (".badge.e", ".badge.e"), (".badge.a", ".badge.a")):  # fmt: skip
            assert contrast(page, inside, outside) >= 4.5, inside


def contrast(page: Any, ink: str, paper: str) -> float:
    """The ratio of the WCAG."""

    def light(selector: str, which: str) -> float:
        told = page.evaluate(
            "([one, which]) => getComputedStyle(document.querySelector(one))[which]",
            [selector, which],
        )
        parts = [int(n) / 255 for n in told[told.index("(") + 1 : -1].split(",")[:3]]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))

    low, high = sorted((light(ink, "color"), light(paper, "backgroundColor")))
    return (high + 0.05) / (low + 0.05)


def test_breaks_groups_and_facilitators_are_shown(chromium: Any, tmp_path: Path) -> None:
    rencontre = rencontre_with_group()
    path = write_screen(tmp_path / "petite.html", rencontre, group_schedule(rencontre))
    with opened(chromium, path, size=TELEPHONE) as page:
        assert "Nadège Ferrandon" in text(page, "#seats")
        (group,) = texts(page, "#seats .group")
        assert group == f"◆ {rencontre.groups[0].name}"
        page.fill("#search", "nadege")
        assert group in texts(page, "#found .group")
        assert texts(page, "#found .home") == ["animateur"]
        page.fill("#search", "")
        page.click("[data-what=key_start]")
        page.clock.run_for(12 * MINUTE + TICK)
        assert text(page, "#phase") == "Pause pour tous"
        assert text(page, "#seats-title") == "À suivre : tour 3"


def test_two_hundred_people_and_thirty_rounds_fit(chromium: Any, tmp_path: Path) -> None:
    people = [
        (Organisation(name=f"{side} {n}", side=side), f"Personne {side} {n}")
        for side in Side
        for n in range(100)
    ]
    rencontre = rencontre_of_36(
        organisations=tuple(home for home, _ in people),
        participants=tuple(Participant(name=name, organisation=home.id) for home, name in people),
    )
    path = write_screen(tmp_path / "grande.html", rencontre, rotation(rencontre))
    assert path.stat().st_size < 500_000
    with opened(chromium, path) as page:
        page.keyboard.press("Enter")
        page.keyboard.type("personne")
        assert "200 personnes correspondent" in text(page, "#found")
