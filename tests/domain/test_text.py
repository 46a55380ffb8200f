"""What may be written in a name, a zone or an identifier."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from speeddating.domain.base import LONGEST_TEXT, hidden_character
from speeddating.domain.demands import Incompatibility, ProjectGroup
from speeddating.domain.history import Encounter
from speeddating.domain.people import Facilitator, Organisation, Participant, Side
from tests.factories import group, lock, organisation, person, table, wish

HIDDEN = [
    ("Les\u202eAmis", "U+202E"),  # right-to-left override: what is printed is not what is stored
    ("Les\u200bAmis", "U+200B"),  # zero width space: two names that look the same
    ("\ufeffLes Amis", "U+FEFF"),  # byte order mark, from a file exported badly
    ("Les\nAmis", "U+000A"),
    ("Les\tAmis", "U+0009"),
    ("Les\x00Amis", "U+0000"),
    ("Les\u2028Amis", "U+2028"),  # line separator
    ("Les\ud83dAmis", "U+D83D"),  # half a surrogate pair: cannot be written to a file
    ("Les\ufffeAmis", "U+FFFE"),  # no character at all: not allowed in XML, so not in xlsx
    ("Les\uffffAmis", "U+FFFF"),
]

VISIBLE = ["Été & Cie", "Café « L'Œuvre »", "A\u00a0B", "Łódź 42", "東京", "=SUM(A1)", "-", "🌻"]

IDENTIFIERS: list[tuple[str, Callable[[str], Any]]] = [
    ("organisation", lambda text: organisation("E1", id=text).id),
    ("participant", lambda text: person("e1", id=text).id),
    ("participant's organisation", lambda text: person("e1", organisation=text).organisation),
    ("participant's table", lambda text: person("e1", table=text).table),
    ("facilitator", lambda text: Facilitator(name="Mme Fanal", id=text).id),  # type: ignore[arg-type]
    ("table", lambda text: table(text).id),
    ("wish's source", lambda text: wish(text, "A1").source),
    ("wish's target", lambda text: wish("E1", text).target),
    ("wish's second", lambda text: wish("E1", "A1", before=text).before),
    ("incompatibility", lambda text: Incompatibility(a=text, b="A1").a),  # type: ignore[arg-type]
    ("lock's person", lambda text: lock(text, 1, "1").participant),
    ("lock's table", lambda text: lock("e1", 1, text).table),
    ("group's member", lambda text: group("Groupe", text).organisations[0]),
    ("group's facilitator", lambda text: group("Groupe", "E1", facilitator=text).facilitator),
    ("encounter", lambda text: Encounter(entreprise=text, association="A1").entreprise),  # type: ignore[arg-type]
]


def code_of(caught: pytest.ExceptionInfo[ValidationError]) -> str:
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(("text", "character"), HIDDEN)
def test_a_hidden_character_is_refused_and_named(text: str, character: str) -> None:
    with pytest.raises(ValidationError) as caught:
        organisation("E1", name=text)
    first = caught.value.errors()[0]
    assert first["type"] == "domain.hidden_character"
    assert first["ctx"]["character"] == character
    assert first["msg"].endswith(
        f"contient un caractère invisible ({character}) : retapez ce texte."
    )
    first["msg"].encode()  # the message itself can be printed


@pytest.mark.parametrize("text", VISIBLE)
def test_what_a_page_can_show_is_kept_as_it_is(text: str) -> None:
    assert organisation("E1", name=text).name == text
    assert hidden_character(text) is None


def test_the_message_shows_the_rest_of_the_name() -> None:
    with pytest.raises(ValidationError, match="« Société\N{REPLACEMENT CHARACTER} d'été »"):
        organisation("E1", name="Société\u202e d'été")


@pytest.mark.parametrize("text", [" Les Amis", "Les Amis ", "Les Amis\u00a0", " "])
def test_space_around_a_name_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="commence ou finit par une espace") as caught:
        organisation("E1", name=text)
    assert code_of(caught) == "domain.outer_space"


CONTACTS = ("ana.brun@exemple.fr", "06 12 34 56 78", "0248123456", "+33 2 48 12 34 56")


@pytest.mark.parametrize("secret", CONTACTS)
def test_a_contact_enters_no_name_and_is_not_repeated(secret: str) -> None:
    for text in (secret, f"Ana Brun ({secret})", f"Atelier {secret} Bois"):
        with pytest.raises(ValidationError, match="n'ont pas leur place ici") as caught:
            organisation("E1", name=text)
        assert code_of(caught) == "domain.contact"
        assert secret not in str(caught.value)


NUMBERS = ("1 rue 06 12 34", "552 081 317", "732 829 320 00074", "W182001234")


@pytest.mark.parametrize("text", NUMBERS)
def test_other_numbers_may_stand_in_a_name(text: str) -> None:
    assert organisation("E1", name=text).name == text


def test_text_is_kept_in_composed_form() -> None:
    assert organisation("E1", name="E\u0301te\u0301").name == "Été"


def test_a_name_has_one_to_two_hundred_characters_once_composed() -> None:
    assert len(organisation("E1", name="e\u0301" * LONGEST_TEXT).name) == LONGEST_TEXT
    for text, code in (("", "string_too_short"), ("x" * 201, "string_too_long")):
        with pytest.raises(ValidationError) as caught:
            organisation("E1", name=text)
        assert code_of(caught) == code


@pytest.mark.parametrize(("of", "made"), IDENTIFIERS, ids=[of for of, _ in IDENTIFIERS])
def test_identifiers_follow_the_same_rules(of: str, made: Callable[[str], Any]) -> None:
    assert made("E\u0301tabli") == "Établi", of
    for text in ("E1\u200b", "E1 ", "E\ud8001", *CONTACTS):
        with pytest.raises(ValidationError):
            made(text)


def test_an_organisation_is_identified_by_its_name_unless_said_otherwise() -> None:
    assert Organisation(name="Atelier Bois", side=Side.ENTREPRISE).id == "Atelier Bois"
    assert organisation("E1", name="Atelier Bois", id="ab").id == "ab"


def test_a_person_is_identified_by_name_and_organisation_unless_said_otherwise() -> None:
    made = Participant(name="Mme Abel", organisation=organisation("E1").id)
    assert made.id == "Mme Abel (E1)"
    assert person("e1", name="Mme Abel").id == "e1"


def test_a_facilitator_is_identified_by_the_name_unless_said_otherwise() -> None:
    assert Facilitator(name="Mme Fanal").id == "Mme Fanal"


@pytest.mark.parametrize("text", [1, None, b"E1", True])
def test_text_is_never_made_of_something_else(text: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        organisation("E1", name=text)
    assert code_of(caught) == "string_type"


@pytest.mark.parametrize(
    "made",
    [
        lambda: organisation("E1", id=""),
        lambda: person("e1", id=""),
        lambda: table(""),
        lambda: Encounter(entreprise="", association="A1"),  # type: ignore[arg-type]
        lambda: ProjectGroup(name="Groupe", organisations=()),
    ],
)
def test_nothing_goes_without_a_name(made: Callable[[], Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        made()
    assert code_of(caught) in {"string_too_short", "too_short"}


def test_the_longest_names_make_an_identifier_that_is_accepted_again() -> None:
    owner = organisation("E1", id="x" * 400)
    made = Participant(name="y" * LONGEST_TEXT, organisation=owner.id)
    assert Participant.model_validate_json(made.model_dump_json()) == made
