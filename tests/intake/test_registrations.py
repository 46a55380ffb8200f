"""Lists of registrations: every point of what organisers' tools give, and of what is refused."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from speeddating.domain.people import Side
from speeddating.errors import InvalidInputError
from speeddating.intake.registrations import read_registrations
from speeddating.intake.registrations.alike import MOST_TOLD
from speeddating.intake.registrations.delimited import MOST_LINES
from speeddating.intake.registrations.encoding import decode
from speeddating.intake.registrations.fields import SYNONYMS, guess, question_key, rank_by_header
from tests.intake.registrations_lists import ANA, HEADER, ZOE, Row, people, read, text_of, told

E, A = Side.ENTREPRISE, Side.ASSOCIATION
BOTH = [("Ana Brun", "EDF"), ("Zoé Roux", "Les Mains Liées")]


def refused(folder: Path, *rows: Row, **kwargs: object) -> str:
    with pytest.raises(InvalidInputError) as error:
        read(folder, *rows, **kwargs)  # type: ignore[arg-type]
    (issue,) = error.value.issues
    assert issue.line()
    return issue.code


# Tools


def test_helloasso(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    header = (
        "Référence commande;Date de la commande;Statut de la commande;Nom participant;"
        "Prénom participant;Nom payeur;Prénom payeur;Email payeur;Raison sociale;"
        "Moyen de paiement;Tarif;Montant tarif;Code Promo;Vous êtes \r\n"
    )
    start, end = "1;09/10/2025 21:59;Validé;", ';Gratuit;Entrée;"80,00";;'
    lines = (
        f"{start}Roux;Zoé;Roux;Zoé;z@exemple.invalid;Les Mains Liées{end}association\r\n"
        f"{start};;Brun;Ana;a@exemple.invalid;EDF{end}entreprise\r\n"
    )
    path.write_bytes(b"\xef\xbb\xbf" + (header + lines).encode())
    found = read_registrations(path)
    assert people(found) == BOTH[::-1]
    assert {one.name: one.side for one in found.organisations} == {"Les Mains Liées": A, "EDF": E}
    assert told(found.doubtful) == [("payer", "D3")]


def test_eventbrite(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("Order #", "Order Date", "First Name", "Last Name", "Email", "Quantity", "Ticket Type",
         "Company", "Attendee Status"),
        ("1", "2026-11-22", "Ana", "Brun", "a@exemple.invalid", "2", "Entreprise", "EDF",
         "Attending"),
        ("2", "2026-11-22", "Zoé", "Roux", "z@exemple.invalid", "1", "Association",
         "Les Mains Liées", "Checked In"),
        ("3", "2026-11-22", "Luc", "Petit", "l@exemple.invalid", "1", "Association", "X",
         "Not Attending"),
        ("4", "2026-11-22", "Lou", "Petit", "l@exemple.invalid", "1", "Association", "X",
         "Refunded"),
        delimiter=",",
    )  # fmt: skip
    assert people(found) == BOTH
    assert [one.side for one in found.organisations] == [E, A]
    assert told(found.skipped) == [("status_out", "I4"), ("status_out", "I5")]
    assert told(found.doubtful) == [("several_seats", "F2")]


def test_google_forms(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("Horodateur", "Quel est votre nom et prénom ?", "Quel est le nom de votre structure ?",
         "Vous représentez :", "Quels sont vos besoins ?", "Votre courriel"),
        ("22/11/2026 18:30:00", "Zoé Roux", "Les Mains Liées", "Une association",
         "locaux; bénévoles", "z@exemple.invalid"),
        delimiter="\t",
    )  # fmt: skip
    assert people(found) == BOTH[1:]
    assert found.organisations[0].side is A
    assert found.organisations[0].needs == {"locaux", "bénévoles"}


# Encodings and delimiters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_accents_survive_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = (
        HEADER,
        ANA,
        ZOE,
        (
            "Évrard",
            "Anaïs",
            "L\N{RIGHT SINGLE QUOTATION MARK}Œuvre d\N{RIGHT SINGLE QUOTATION MARK}été",
            "association",
        ),
    )
    found = read(tmp_path, *rows, encoding=encoding, delimiter=delimiter)
    assert people(found) == [
        *BOTH,
        (
            "Anaïs Évrard",
            "L\N{RIGHT SINGLE QUOTATION MARK}Œuvre d\N{RIGHT SINGLE QUOTATION MARK}été",
        ),
    ]
    doubt = [("encoding", None)] if encoding in {"cp1252", "mac_roman"} else []
    assert told(found.doubtful) == doubt


def test_the_preview_of_a_doubtful_encoding_shows_words_with_accents_only(tmp_path: Path) -> None:
    found = read(tmp_path, (*HEADER, "Courriel"), (*ZOE, "zoé@exemple.fr"), encoding="cp1252")
    assert "Zoé" in found.doubtful[0].sentence()
    assert "@" not in found.doubtful[0].sentence()


def test_utf_8_wins_over_one_byte_encodings() -> None:
    assert decode("Éric".encode()).encoding == "utf-8"
    assert decode("Éric et Zoé".encode("cp1252")).encoding == "cp1252"
    assert decode("Éric et Zoé".encode("mac_roman")).encoding == "mac_roman"


def test_accents_damaged_before_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ("Roux", "ZoÃ©", "EDF", "entreprise"))
    assert told(found.doubtful) == [("garbled", "B2")]


def test_quoted_values_hold_delimiters_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Nom;Structure;Type\n"Le\nGoff";"A; B";entreprise\nRoux;C;association\n')
    found = read_registrations(path)
    assert people(found) == [("Le Goff", "A; B"), ("Roux", "C")]
    assert [person.line for person in found.people] == [2, 3]


def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER, ANA, ('"Roux', "Zoé", "X", "association"), ZOE) == (
        "registrations.unclosed_quote"
    )


# Values


@pytest.mark.parametrize("name", ["NA", "None", "null", "N/A", "=SUM(A1)"])
def test_a_structure_may_have_any_name(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, HEADER, ("Brun", "Ana", name, "entreprise"))
    assert people(found) == [("Ana Brun", name)]


def test_spaces_and_invisible_characters_do_not_count(tmp_path: Path) -> None:
    found = read(
        tmp_path, ("\u200bNom\u00a0", "Prénom", "Structure", "Type"),
        ("Brun\u00a0", "\u200bAna", "EDF\u202f", " ENTREPRISES "),
        ("Petit", "Luc", "edf", "E"),
    )  # fmt: skip
    assert people(found) == [("Ana Brun", "EDF"), ("Luc Petit", "EDF")]
    assert [one.lines for one in found.organisations] == [(2, 3)]


@pytest.mark.parametrize(
    ("said", "side"),
    [("Asso", A), ("a", A), ("ENTREPRISE", E), ("Organisme public", E), ("Tarif association", A),
     ("Je représente une entreprise", E), ("Entreprise ou association", None), ("Autre", None)],
)  # fmt: skip
def test_a_side_is_what_a_column_says_or_is_asked(
    tmp_path: Path, said: str, side: Side | None
) -> None:
    found = read(tmp_path, HEADER, ("Brun", "Ana", "EDF", said))
    assert found.organisations[0].side is side
    asked = [] if side else [("side_unclear", "D2")]
    assert told(found.doubtful) == asked


def test_a_side_is_never_guessed_from_a_name(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER[:3], ("Brun", "Ana", "Association des parents"))
    assert found.organisations == found.without_side
    assert told(found.doubtful) == [("no_side", "2")]


def test_two_columns_of_organisations_tell_the_side(tmp_path: Path) -> None:
    rows = (("Nom", "Entreprise", "Association"), ("Ana", "EDF", ""), ("Zoé", "", "Emmetrop"))
    assert [one.side for one in read(tmp_path, *rows).organisations] == [E, A]


def test_one_column_called_entreprise_tells_no_side(tmp_path: Path) -> None:
    found = read(tmp_path, ("Nom", "Entreprise"), ("Ana", "EDF"))
    assert found.organisations[0].side is None


def test_contradictory_sides_are_asked(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ANA, ("Petit", "Luc", "EDF", "association"))
    assert found.organisations[0].side is None
    assert told(found.doubtful) == [("two_sides", "D3")]


@pytest.mark.parametrize("status", ["Annulé", "Remboursée", "refunded", "Not Attending"])
def test_who_has_cancelled_is_left_out_with_the_line(tmp_path: Path, status: str) -> None:
    rows = ((*HEADER, "Statut"), (*ANA, status), (*ZOE, "Validé"))
    found = read(tmp_path, *rows)
    assert people(found) == BOTH[1:]
    assert told(found.skipped) == [("status_out", "E2")]
    assert found.skipped[0].data["line"] == 2


def test_an_unknown_status_is_kept_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, (*HEADER, "Statut"), (*ANA, "En attente"))
    assert (people(found), told(found.doubtful)) == (BOTH[:1], [("status_unknown", "E2")])


def test_presence_and_rounds_missed_are_read(tmp_path: Path) -> None:
    rows = ((*HEADER, "Présent", "Tours absents"), (*ANA, "non", "1-2"), (*ZOE, "x", "zut"))
    found = read(tmp_path, *rows)
    assert [person.present for person in found.people] == [False, True]
    assert found.people[0].absent == {1, 2}
    assert told(found.doubtful) == [("not_rounds", "F3")]


def test_a_siret_gives_its_siren_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    rows = ((*HEADER, "SIRET"), (*ANA, "732 829 320 00074"), (*ZOE, "732829321"))
    found = read(tmp_path, *rows)
    assert [one.siren for one in found.organisations] == ["732829320", None]
    assert told(found.doubtful) == [("siren", "E3")]


# E-mails and telephones


def test_no_contact_enters_the_model(tmp_path: Path) -> None:
    header = (*HEADER, "E-mail", "Téléphone", "N° de portable", "Thèmes")
    secrets = ("z.roux@exemple.fr", "06 12 34 56 78", "+33612345678")
    found = read(
        tmp_path, header, (*ZOE, *secrets, "appelez-moi au 06.12.34.56.78"),
        ("Brun", "a.brun@exemple.fr", "EDF", "0612345678", "", "", "", ""),
    )  # fmt: skip
    kept = json.dumps(found.model_dump(mode="json"))
    for secret in (*secrets, "06.12", "a.brun", "0612345678", "exemple.fr"):
        assert secret not in kept
    assert {code for code, _ in told(found.doubtful)} >= {"contact_in_cell"}
    assert [issue.code for issue in found.notes if "contacts" in issue.code]


# Headers


def test_the_header_stands_below_titles_and_blank_rows(tmp_path: Path) -> None:
    found = read(tmp_path, ("Inscrits 2026", "", "", ""), ("", "", "", ""), HEADER, ANA, ZOE)
    assert people(found) == BOTH
    assert [person.line for person in found.people] == [4, 5]


@pytest.mark.parametrize("field", SYNONYMS)
def test_every_synonym_stands_for_one_field(field: str) -> None:
    for name in "|".join(SYNONYMS[field]).split("|"):
        assert rank_by_header()[question_key(name)][0] == field, name


def test_equal_headers_are_asked(tmp_path: Path) -> None:
    header = ("Structure", "Nom", "nom ")
    assert refused(tmp_path, header, ("EDF", "Ana", "b")) == "registrations.header_twice"
    found = read(tmp_path, header, ("EDF", "Ana", "b"), mapping={"name": "B"})
    assert people(found) == [("Ana", "EDF")]


def test_two_names_for_one_thing_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, ("Nom", "Structure", "Organisme"), ("Ana", "EDF", "x"), ("Léo", "", "y"))
    assert people(found) == [("Ana", "EDF"), ("Léo", "y")]
    assert ("columns_equal", "C1") in told(found.doubtful)


def test_unknown_columns_are_listed(tmp_path: Path) -> None:
    found = read(tmp_path, (*HEADER, "Allergies"), (*ANA, "noix"))
    (note,) = [issue for issue in found.notes if issue.code.endswith("columns_left_out")]
    assert note.data["columns"] == "Allergies"


def test_without_known_headers_the_file_is_refused_and_a_mapping_helps(tmp_path: Path) -> None:
    rows = (("Qui", "Pour qui", "Genre"), ("Ana", "EDF", "entreprise"))
    assert refused(tmp_path, *rows) == "registrations.no_columns"
    said = {"name": "Qui", "organisation": "pour QUI", "side": "C"}
    assert people(read(tmp_path, *rows, mapping=said)) == [("Ana", "EDF")]
    file = tmp_path / "colonnes.csv"
    file.write_bytes("Champ;Colonne\r\nNom;Qui\r\nOrganisation;Pour qui\r\n".encode("cp1252"))
    assert people(read(tmp_path, *rows, mapping=file)) == [("Ana", "EDF")]


def test_a_wrong_mapping_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER, ANA, mapping={"zut": "Nom"}) == "registrations.mapping"
    assert refused(tmp_path, HEADER, ANA, mapping={"side": "Zut"}) == (
        "registrations.mapped_missing"
    )


# Lines


def test_empty_rows_are_passed_over_and_a_total_ends_the_list(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text_of(HEADER, ANA, ("", " ", "", ""), ZOE, ("Total", "", "", "")) + "2;;;\n")
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER, ANA, (), ZOE, ("Total", 2)):
        sheet.append(list(row))
    book.save(tmp_path / "a.xlsx")
    assert people(read_registrations(tmp_path / "a.xlsx")) == BOTH


def test_the_same_person_twice_is_kept_once_and_both_lines_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ZOE, ("ROUX", "Zoe", "Les mains liées", "association"))
    assert people(found) == BOTH[1:]
    assert told(found.skipped) == [("again", "A3")]
    assert (found.skipped[0].data["line"], found.skipped[0].data["other"]) == (3, 2)


def test_a_namesake_elsewhere_is_kept_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ANA, ("Brun", "Ana", "Moulin", "entreprise"))
    assert len(found.people) == 2
    assert told(found.doubtful) == [("namesake", "A3")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Emmetrop", "Association Emmetrop"), ("Manpower Bourges", "MANPOWER"),
     ("Menuiserie Brunet", "Menuiserie Brunnet"), ("SARL Martin", "Martin SARL")],
)  # fmt: skip
def test_names_that_look_alike_are_suggested_never_merged(
    tmp_path: Path, one: str, other: str
) -> None:
    rows = (HEADER, ("Brun", "Ana", one, "entreprise"), ("Petit", "Luc", other, "entreprise"))
    found = read(tmp_path, *rows)
    assert [o.name for o in found.organisations] == [one, other]
    assert told(found.doubtful) == [("organisations_alike", "C3")]


def test_numbered_names_are_not_told_by_every_pair(tmp_path: Path) -> None:
    count = 40  # 780 pairs
    rows = [
        ("Brun", f"Ana {n}", f"Structure numérotée du Berry {n:04}", "entreprise")
        for n in range(count)
    ]
    found = read(tmp_path, HEADER, *rows)
    assert len(found.organisations) == count
    assert len([c for c, _ in told(found.doubtful) if c == "organisations_alike"]) == MOST_TOLD
    assert "more_alike" in [code for code, _ in told(found.notes)]


def test_names_of_their_own_are_not_suggested(tmp_path: Path) -> None:
    rows = (HEADER, ("Brun", "Ana", "EDF", "entreprise"), ("Petit", "Luc", "ERDF", "entreprise"))
    assert read(tmp_path, *rows).doubtful == ()


def test_what_is_missing_is_asked(tmp_path: Path) -> None:
    rows = (HEADER, ("", "", "EDF", "entreprise"), ("Roux", "Zoé", "", ""), ("", "", "", "asso"))
    found = read(tmp_path, *rows)
    assert people(found) == [(None, "EDF"), ("Zoé Roux", None)]
    assert told(found.doubtful) == [("no_name", "A2"), ("no_organisation", "C3")]
    assert told(found.skipped) == [("nothing", "4")]


def test_nobody_left_is_refused(tmp_path: Path) -> None:
    rows = ((*HEADER, "Statut"), (*ANA, "Annulé"))
    assert refused(tmp_path, *rows) == "registrations.nobody"


# Workbooks and hostile files


def test_the_sheet_with_most_known_headers_is_read_the_others_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Budget", 12])
    sheet = book.create_sheet("Réponses")
    for row in (("Inscrits",), HEADER, ANA, ZOE):
        sheet.append(list(row))
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = read_registrations(tmp_path / "a.xlsx")
    assert people(found) == BOTH
    assert {"sheet_left_out", "note_hidden_rows"} <= {code for code, _ in told(found.notes)}


def test_merged_cells_are_filled_down_inside_the_merge(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = (HEADER, ANA, ("Petit", "Luc", None, None), ("Roux", "Zoé", None, None))
    for row in rows:
        sheet.append(list(row))
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "a.xlsx")
    found = read_registrations(tmp_path / "a.xlsx")
    assert people(found) == [("Ana Brun", "EDF"), ("Luc Petit", "EDF"), ("Zoé Roux", None)]


def test_a_formula_without_value_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for row in (HEADER, ("Brun", "Ana", "=A1", "entreprise")):
        book.worksheets[0].append(list(row))
    book.save(tmp_path / "a.xlsx")
    found = read_registrations(tmp_path / "a.xlsx")
    assert ("formula_without_value", "C2") in told(found.doubtful)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("~$a.xlsx", b"x", "lock_file"), ("a.csv", b"", "empty_file"),
     ("a.xlsx", b"%PDF-1.4", "not_a_workbook"),
     ("a.csv", b"a;b\n" * 1_500_000, "file_too_large"),
     ("a.csv", b"\x00\x01\x02", "not_a_workbook")],
)  # fmt: skip
def test_what_is_no_list_is_refused_at_the_door(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidInputError) as error:
        read_registrations(tmp_path / name)
    assert [issue.code for issue in error.value.issues] == [f"intake.{code}"]


def test_too_much_is_refused(tmp_path: Path) -> None:
    many = ((f"N{n}", "x", "EDF", "entreprise") for n in range(MOST_LINES + 1))
    assert refused(tmp_path, HEADER, *many) == "registrations.too_many_lines"
    assert refused(tmp_path, HEADER, ("x" * 200_000, "", "", "")) == "registrations.huge_text"
    assert refused(tmp_path, HEADER, ("x",) * 300) == "registrations.too_many_columns"


def test_a_name_that_is_too_long_is_told_not_cut(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ("x" * 300, "", "EDF", "entreprise"))
    assert people(found) == [(None, "EDF")]
    assert ("too_long", "A2") in told(found.doubtful)


# Headers that nobody has listed: guessed by their words or cells, and always told


def test_an_eventbrite_export_in_french_with_a_question_of_its_own(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("Nº de commande", "Prénom", "Nom de famille", "Type de billet", "Nº du participant",
         "Statut du participant", "Société", "Êtes-vous une entreprise ou une association ?"),
        ("1", "Ana", "Brun", "Standard", "11", "Participe", "EDF", "Entreprise"),
        ("2", "Zoé", "Roux", "Standard", "12", "Ne participe pas", "Emmetrop", "Association"),
        ("3", "Luc", "Petit", "Standard", "13", "Participe", "Emmetrop", "Association"),
        delimiter=",",
    )  # fmt: skip
    assert people(found) == [("Ana Brun", "EDF"), ("Luc Petit", "Emmetrop")]
    assert [one.side for one in found.organisations] == [E, A]
    assert told(found.skipped) == [("status_out", "F3")]
    assert told(found.doubtful) == [("column_guessed", "H1"), ("column_guessed", "F1")]


def test_a_google_form_asks_whole_questions(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("Horodateur", "Nom et prénom du participant", "Statut",
         "Quelle structure représentez-vous ? (nom complet)", "Votre structure est...",
         "Quels thèmes vous intéressent ?", "Comment avez-vous connu notre association ?"),
        ("2026/11/22 6:30:00 PM UTC+1", "Ana Brun", "", "EDF", "Un organisme public",
         "emploi;mobilité", "par une association"),
        ("2026/11/22 7:30:00 PM UTC+1", "Zoé Roux", "", "Les Mains Liées", "Une association",
         "emploi, culture", ""),
        delimiter="\t",
    )  # fmt: skip
    assert people(found) == BOTH
    assert [one.side for one in found.organisations] == [E, A]
    assert [one.themes for one in found.organisations] == [
        {"emploi", "mobilité"}, {"emploi", "culture"},
    ]  # fmt: skip
    assert told(found.doubtful) == [("column_guessed", cell) for cell in ("B1", "D1", "F1")]


@pytest.mark.parametrize(
    ("header", "field"),
    [("Société / Association", "organisation"), ("Société du payeur", None),
     ("Champ complémentaire : Structure", "organisation"), ("Statut juridique", None),
     ("Prénom du payeur", "payer_first_name"),
     ("Taille de la structure", None), ("Adresse de la structure", None), ("Attendee #", None),
     ("À quels tours serez-vous absent ?", "absent"), ("N° de l'association", None),
     ("Souhaitez-vous adhérer à l'association ?", None), ("Allergies", None)],
)  # fmt: skip
def test_headers_are_guessed_by_their_words(header: str, field: str | None) -> None:
    assert guess(header) == field


def test_a_column_of_nothing_but_sides_tells_the_side_whatever_its_header(tmp_path: Path) -> None:
    rows = (("Nom", "Organisme", "Q3"), ("Ana", "EDF", "Entreprise"), ("Zoé", "X", "une asso"))
    found = read(tmp_path, *rows)
    assert [one.side for one in found.organisations] == [E, A]
    assert told(found.doubtful) == [("column_guessed", "C1")]
    found = read(tmp_path, *rows, ("Luc", "Y", "ni l'une ni l'autre"))
    assert [one.side for one in found.organisations] == [None] * 3


def test_the_number_of_a_participant_is_nobodys_name(tmp_path: Path) -> None:
    found = read(tmp_path, ("Attendee #", "Company", "Type", "First Name"), ("11", "EDF", "E", ""))
    assert people(found) == [(None, "EDF")]


def test_limesurvey_drops_unfinished_answers_and_joins_choices(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("ID de la réponse", "Date de soumission", "Votre nom", "Votre structure",
         "Type de structure", "Thèmes [Emploi]", "Thèmes [Mobilité]", "Besoins [SQ001]"),
        ("1", "2026-11-02 10:00:00", "Ana Brun", "EDF", "Entreprise", "Oui", "Y", "Y"),
        ("2", "", "Zoé Roux", "Emmetrop", "Association", "N/A", "", ""),
        ("3", "2026-11-02 11:00:00", "Luc Petit", "Emmetrop", "Association", "Non", "Oui", "N"),
        delimiter=",",
    )  # fmt: skip
    assert people(found) == [("Ana Brun", "EDF"), ("Luc Petit", "Emmetrop")]
    assert [one.themes for one in found.organisations] == [{"Emploi", "Mobilité"}, {"Mobilité"}]
    assert [one.needs for one in found.organisations] == [set(), set()]  # a code says nothing
    assert told(found.skipped) == [("incomplete", "B3")]


def test_several_names_in_one_cell_are_several_people(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'Structure;Participants;Type\nEDF;Ana Brun, Zoé Roux;E\nEmm;"Luc Petit\nMax Long";A\n'
        "Gym;DUPONT, Jean;A\n",
        encoding="utf-8",
    )
    found = read_registrations(path)
    assert people(found) == [
        ("Ana Brun", "EDF"), ("Zoé Roux", "EDF"), ("Luc Petit", "Emm"), ("Max Long", "Emm"),
        ("DUPONT, Jean", "Gym"),
    ]  # fmt: skip
    assert [c for c, _ in told(found.doubtful)].count("several_names") == 2


def test_a_total_with_a_figure_ends_a_delimited_list(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ANA, ZOE, ("Total", "2", "", ""), ("Notes", "", "", ""))
    assert people(found) == BOTH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(tmp_path: Path, encoding: str) -> None:
    odd = ("Évrard", "Anaïs", "L\N{RIGHT SINGLE QUOTATION MARK}Œuvre", "association")
    found = read(tmp_path, HEADER, odd, encoding=encoding)
    assert people(found) == [("Anaïs Évrard", "L\N{RIGHT SINGLE QUOTATION MARK}Œuvre")]
    assert found.doubtful == ()


@pytest.mark.parametrize("start", ["sep=;\r\n", "\r\n\r\n", "Inscrits du 24;novembre\r\n"])
def test_what_excel_and_titles_put_first_does_not_count(tmp_path: Path, start: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((start + text_of(HEADER, ANA, ZOE)).encode("utf-8-sig"))
    assert people(read_registrations(path)) == BOTH


def test_bars_may_separate(tmp_path: Path) -> None:
    assert people(read(tmp_path, HEADER, ANA, ZOE, delimiter="|")) == BOTH
