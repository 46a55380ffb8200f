"""The room's screen as a file: what it holds, and what it must not."""

import builtins
import json
import re
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from speeddating import Participant, Rencontre, UnsupportedError, Wish, write_screen
from speeddating.report.screen.content import SENTENCES, content
from speeddating.report.screen.render import SCRIPTS, digest, page_part, render
from tests.report.invented import plan_of, rencontre_of_36, rotation


@pytest.fixture(scope="module")
def page() -> str:
    rencontre = rencontre_of_36()
    return render(content(rencontre, rotation(rencontre)))


def embedded(page: str) -> Any:
    found = re.search(
        r'<script type="application/json" id="content">(.*?)</script>', page, re.DOTALL
    )
    assert found is not None
    return json.loads(found[1])


def test_a_plan_and_its_schedule_make_the_same_file(tmp_path: Path) -> None:
    rencontre = rencontre_of_36()
    schedule = rotation(rencontre)
    one = write_screen(tmp_path / "a.html", rencontre, plan_of(schedule))
    other = write_screen(str(tmp_path / "b.html"), rencontre, schedule)
    assert one == tmp_path / "a.html"
    assert one.read_bytes() == Path(other).read_bytes()
    assert b"\r" not in one.read_bytes()


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    assert not re.search(r"https?:|//[a-z]|@import|url\(|\bsrc=|\bhref=|fetch\(|import\(", page)


def test_the_policy_lets_only_this_style_and_this_script_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    said = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert said == {
        "default-src": "'none'",
        "style-src": f"'{digest(style)}'",
        "script-src": f"'{digest(script)}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r'\s(style|on\w+)="', page)


def test_names_organisations_and_seats_are_all_it_holds() -> None:
    rencontre = rencontre_of_36()
    secret = rencontre.participants[0].model_copy(
        update={"zone": "zone-secrète", "needs_access": False, "most": 5}
    )
    organisation = rencontre.organisations[0].model_copy(
        update={"siren": "732829320", "needs": frozenset({"besoin-secret"}), "sector": "caché"}
    )
    never = Participant(name="Jamais Venu", organisation=organisation.id, present=False)
    full = rencontre.model_copy(
        update={
            "participants": (secret, *rencontre.participants[1:], never),
            "organisations": (organisation, *rencontre.organisations[1:]),
            "wishes": (Wish(source=secret.id, target=rencontre.participants[-1].id),),
        }
    )
    held = embedded(render(content(full, rotation(rencontre))))
    assert {key for person in held["people"] for key in person} == {
        "name", "home", "side", "absent",
    }  # fmt: skip
    text = json.dumps(held, ensure_ascii=False)
    for hidden in ("zone-secrète", "732829320", "besoin-secret", "caché", "Jamais Venu", secret.id):
        assert hidden not in text


def test_seats_are_those_of_the_schedule(page: str) -> None:
    rencontre = rencontre_of_36()
    held = embedded(page)
    for seating in rotation(rencontre).seatings:
        names = [rencontre.participant_by_id[who].name for who in seating.people()]
        here = [
            [held["people"][place]["name"] for place in seat["who"]]
            for seat in held["seats"][seating.round - 1]
            if seat["table"]["fr"].endswith(f"\N{NO-BREAK SPACE}{seating.table}")
        ]
        assert here == [names]


def test_a_plan_made_anew_goes_on_with_the_state_of_the_old() -> None:
    rencontre = rencontre_of_36()
    fewer = rencontre.model_copy(
        update={"participants": (rencontre.participants[0].model_copy(update={"present": False}),
                                 *rencontre.participants[1:])}
    )  # fmt: skip
    other = rencontre_of_36(name="Une autre")

    def key(one: Rencontre) -> object:
        return content(one, rotation(one))["key"]

    assert key(rencontre) == key(fewer) != key(other)


def test_rounds_without_a_start_have_none() -> None:
    plain = rencontre_of_36()
    untimed = tuple(r.model_copy(update={"start": None}) for r in plain.rounds)
    held = content(rencontre_of_36(rounds=untimed), rotation(plain))
    assert {one["start"] for one in held["rounds"]} == {None}
    assert plain.rounds[0].start == time(18, 15)


def test_the_script_says_only_what_the_catalogue_knows() -> None:
    script = "\n".join(page_part(f"{name}.js") for name in SCRIPTS)
    asked = set(re.findall(r"""(?:say\(|what: |shown: )"([a-z_]+)\"""", script))
    assert asked <= set(SENTENCES)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b", script)


def test_without_jinja2_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    genuine = builtins.__import__

    def absent(name: str, *args: Any, **rest: Any) -> Any:
        if name.startswith("jinja2"):
            raise ImportError(name)
        return genuine(name, *args, **rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    rencontre = rencontre_of_36()
    with pytest.raises(UnsupportedError, match=r"jinja2 .* speeddating\[desk\]"):
        write_screen(tmp_path / "écran.html", rencontre, rotation(rencontre))
    assert list(tmp_path.iterdir()) == []
