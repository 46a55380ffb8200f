"""The catalogues: compiled, equal in both languages, complete, and written with care."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import speeddating
from speeddating.checks import RULES
from speeddating.domain.demands import WishKind
from speeddating.domain.feedback import Answer
from speeddating.domain.history import Outcome, Source
from speeddating.domain.people import Appetite, Side
from speeddating.domain.phase import Phase
from speeddating.domain.workbook import ASKED_SHEETS, INPUT_SHEETS, PARAMETERS, SEATS
from speeddating.words import LANGUAGES, LOCALE, Language, default_language, listed, local, say
from speeddating.words.compile import compiled

SHEETS = [*INPUT_SHEETS.items(), *ASKED_SHEETS.items()]
PACKAGE = Path(speeddating.__file__).parent
SOURCES = sorted(LOCALE.rglob("*.po"))
NAMES = sorted({source.stem for source in SOURCES})

each_source = pytest.mark.parametrize(
    "source", SOURCES, ids=[f"{s.parents[1].name}/{s.stem}" for s in SOURCES]
)
each_name = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def catalogue(name: str, language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{name}.po").open("rb") as lines:
        return read_po(lines, locale=language, abort_invalid=True)


@cache
def sentences(name: str, language: str) -> dict[str, tuple[str, ...]]:
    """All forms of each code."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        for message in catalogue(name, language)
        if message.id
    }


@cache
def codes() -> frozenset[str]:
    return frozenset(code for name in NAMES for code in sentences(name, "fr"))


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


# Files


@each_source
def test_a_compiled_catalogue_is_what_its_source_says(source: Path) -> None:
    assert source.with_suffix(".mo").read_bytes() == compiled(source)


def test_there_is_nothing_compiled_without_a_source() -> None:
    assert [s.with_suffix(".mo") for s in SOURCES] == sorted(LOCALE.rglob("*.mo"))


@each_source
def test_a_catalogue_is_finished(source: Path) -> None:
    found = catalogue(source.stem, source.parents[1].name)
    assert not list(found.obsolete)
    assert not [message.id for message in found if message.id and message.fuzzy]
    empty = [c for c, forms in sentences(source.stem, found.locale_identifier or "").items()
             if not all(forms)]  # fmt: skip
    assert empty == []


@each_source
def test_a_code_names_its_catalogue_and_stands_there_once(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    found = re.findall(r'^msgid "(.+)"$', "\n".join(lines), re.MULTILINE)
    assert [code for code in found if not code.startswith(f"{source.stem}.")] == []
    assert sorted(found) == sorted(set(found))


@each_source
def test_the_plural_of_a_language_is_counted_as_its_speakers_do(source: Path) -> None:
    rule = {"fr": "(n > 1)", "en": "(n != 1)"}[source.parents[1].name]
    assert catalogue(source.stem, source.parents[1].name).plural_expr == rule


# Two languages


@each_name
def test_both_languages_have_the_same_codes(name: str) -> None:
    assert sentences(name, "fr").keys() == sentences(name, "en").keys()


@each_name
def test_both_languages_say_the_same_things(name: str) -> None:
    def told(language: str) -> dict[str, set[str]]:
        found = sentences(name, language)
        return {code: set().union(*map(placeholders, forms)) for code, forms in found.items()}

    assert told("fr") == told("en")


@each_name
@each_language
def test_one_and_many_say_the_same_things_but_for_the_figure(name: str, language: str) -> None:
    for code, forms in sentences(name, language).items():
        told = {frozenset(placeholders(form) - {"count"}) for form in forms}
        assert len(told) == 1, code


@each_name
@each_language
def test_a_sentence_with_plurals_counts_something(name: str, language: str) -> None:
    for code, forms in sentences(name, language).items():
        if len(forms) > 1:
            assert len(forms) == 2, code
            assert "count" in placeholders(forms[1]), code


# Typography


def shown(name: str, language: str) -> Iterator[tuple[str, str]]:
    """Each form as a reader sees it, with a word for each placeholder."""
    for code, forms in sentences(name, language).items():
        for form in forms:
            yield code, re.sub(r"\{[^{}]*\}", "mot", form)


@each_name
def test_french_has_a_space_before_double_punctuation_and_inside_quotation_marks(
    name: str,
) -> None:
    for code, text in shown(name, "fr"):
        plain = re.sub(r"\S+://\S+|\d+:\d+|\d;", "mot", text)  # 18:30, "1-4; 6"
        assert not re.search(r"[^\s:;?!»][:;?!»](?!\S*\w)|[^\s:;?!][;?!»]|«\S", plain), (code, text)


@each_name
def test_english_has_no_space_before_punctuation(name: str) -> None:
    for code, text in shown(name, "en"):
        assert not re.search(r"\s[:;?!,.](\s|$)", text), (code, text)


@each_name
@each_language
def test_one_apostrophe_is_used_throughout_a_catalogue(name: str, language: str) -> None:
    # names of sheets and columns are typed by hand, so theirs is the one on the keyboard
    text = "".join(
        form for code, form in shown(name, language) if not code.startswith("report.sheet.")
    )
    assert len(set(text) & {"'", "\u2019", "\u02bc", "\u00b4", "`"}) <= 1


@each_name
@each_language
def test_a_sentence_has_no_stray_spaces_dots_or_quotes(name: str, language: str) -> None:
    for code, text in shown(name, language):
        for form in text.splitlines():
            assert form == form.strip(), code
            assert "  " not in form, code
        assert "..." not in text, code
        assert "''" not in text, code
        assert not (language == "fr" and '"' in text), code


# Use


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    sources = sorted(PACKAGE.rglob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sources)


def is_code(text: str) -> bool:
    """Whether ``text`` looks like one; the name of a file does not."""
    ending = text.rpartition(".")[2]
    return ending not in {"bin", "xml", "xlsx", "csv", "json", "html"} and bool(
        re.fullmatch(rf"({'|'.join(NAMES)})(\.[\w-]+)+", text)
    )


@cache
def literals() -> frozenset[str]:
    """Every string in the source, parts of f-strings left out."""
    parts = {
        id(part)
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    return frozenset(
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
    )


@cache
def made_up() -> frozenset[str]:
    """Every f-string in the source, as an expression of its possible values."""
    return frozenset(
        "".join(
            re.escape(part.value)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
            else r"([\w-]+)"
            for part in node.values
        )
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    )


@cache
def patterns() -> frozenset[str]:
    """Those that make a code."""
    return frozenset(p for p in made_up() if re.match(rf"({'|'.join(NAMES)})\\\.", p))


@cache
def word_patterns() -> frozenset[str]:
    """Those that make one word, such as ``within_{scope}``."""
    return frozenset(p for p in made_up() if re.fullmatch(r"(\w|\(\[\\w-\]\+\))*\w+_.*", p))


@cache
def vocabulary() -> frozenset[str]:
    """What may be filled in: any string of the source, any name defined in it, any number."""
    defined = {
        node.name
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    return literals() | defined


def is_made(code: str) -> bool:
    """Whether an f-string of the source makes ``code`` out of words of the source."""
    return any(
        all(map(is_word, found.groups()))
        for pattern in patterns()
        if (found := re.fullmatch(pattern, code))
    )


@cache
def is_word(word: str) -> bool:
    """Whether the source holds or makes ``word``."""
    return (
        word.isdecimal()
        or word in vocabulary()
        or any(
            vocabulary().issuperset(found.groups())
            for pattern in word_patterns()
            if (found := re.fullmatch(pattern, word))
        )
    )


@cache
def registered() -> dict[str, set[str]]:
    """Catalogues whose codes are told by a registry."""
    choices = [
        *Side,
        *Appetite,
        *WishKind,
        *Phase,
        *LANGUAGES,
        *Source,
        *Answer,
        "yes",
        "no",
        "free_rounds",
    ]
    return {
        "checks": {f"checks.{rule.__name__}" for rule in RULES}
        | {*cases_of_rules(), "checks.own_rule", "checks.solver"},
        "workbook": {
            *(f"workbook.{sheet}" for sheet in (*INPUT_SHEETS, *ASKED_SHEETS, "planning")),
            *(f"workbook.{sheet}.{key}" for sheet, keys in SHEETS for key in keys),
            *(f"workbook.planning.{key}" for key in SEATS),
            *(f"workbook.parameter.{key}" for key in PARAMETERS),
            *(f"workbook.choice.{choice}" for choice in choices),
            *(f"workbook.choice.outcome_{outcome}" for outcome in Outcome),
        },
    }


def cases_of_rules() -> Iterator[str]:
    """Rules that can be broken in several ways name the way: ``"case": "in_round"``."""
    rules = {rule.__name__ for rule in RULES}
    for path, tree in modules():
        for function in ast.walk(tree):
            if path.parent.name != "checks" or not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if function.name in rules and isinstance(node, ast.Dict):
                    for key, value in zip(node.keys, node.values, strict=True):
                        if isinstance(key, ast.Constant) and key.value == "case":
                            assert isinstance(value, ast.Constant)
                            assert isinstance(value.value, str)
                            yield f"checks.{function.name}.{value.value}"


@pytest.mark.parametrize("name", registered())
def test_what_a_registry_needs_is_in_its_catalogue(name: str) -> None:
    assert registered()[name] - sentences(name, "fr").keys() == set()


def test_every_code_written_in_the_source_is_in_a_catalogue() -> None:
    known = codes()
    missing = {
        text
        for text in filter(is_code, literals())
        # the code of an error stands for a family: errors.write for errors.write_open, …
        if text not in known
        and not any(code.startswith((f"{text}_", f"{text}.")) for code in known)
    }
    assert missing == set()


def test_every_sentence_asked_for_is_in_a_catalogue() -> None:
    asked = {
        node.args[0].value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"say", "refusal"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked - codes() == set()


def test_every_code_that_is_made_up_can_be_found() -> None:
    lost = {p for p in patterns() if not any(re.fullmatch(p, code) for code in codes())}
    assert lost == set()


@each_name
def test_every_code_of_a_catalogue_is_used(name: str) -> None:
    expected = registered().get(name, set())
    refused = {f"domain.{text}" for text in literals()} if name == "domain" else set()
    unused = {
        code
        for code in sentences(name, "fr")
        if code not in expected | refused | literals()
        and not (name not in registered() and is_made(code))
        # the remedy of a problem is asked for with the problem
        and not (code.endswith(".remedy") and code.removesuffix(".remedy") in codes())
        # domain.table_twice and the like: consistency.py tells the kind, the tests of it the rest
        and not re.fullmatch(r"domain\.(\w+_twice|no_(entreprise|association))", code)
    }
    assert unused == set()


# Saying


def test_a_sentence_is_french_unless_english_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPEEDDATING_LANGUAGE", raising=False)
    assert default_language() == "fr"
    assert say("workbook.participants.side") == "Côté"
    assert say("workbook.participants.side", "en") == "Side"
    monkeypatch.setenv("SPEEDDATING_LANGUAGE", "en")
    assert say("workbook.participants.side") == "Side"
    assert say("workbook.participants.side", "fr") == "Côté"
    monkeypatch.setenv("SPEEDDATING_LANGUAGE", "de")
    assert default_language() == "fr"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fr", 0, "a.xlsx : 0 problème à corriger :"),
        ("fr", 1, "a.xlsx : 1 problème à corriger :"),
        ("fr", 2, "a.xlsx : 2 problèmes à corriger :"),
        ("en", 0, "a.xlsx: 0 problems to correct:"),
        ("en", 1, "a.xlsx: 1 problem to correct:"),
        ("en", 2, "a.xlsx: 2 problems to correct:"),
    ],
)
def test_the_plural_follows_the_count(language: Language, count: int, said: str) -> None:
    assert say("errors.invalid_input", language, count=count, source="a.xlsx") == said


def test_a_count_without_plural_forms_is_filled_in_all_the_same() -> None:
    assert say("workbook.choice.free_rounds", "fr", count=2) == "2 au choix"


def test_braces_in_a_name_stay_braces() -> None:
    assert say("words.list", "fr", start="{last}", last="{0}") == "{last} et {0}"


@each_language
def test_a_code_that_nobody_wrote_is_a_defect(language: Language) -> None:
    with pytest.raises(LookupError, match=r"words\.nothing"):
        say("words.nothing", language)
    with pytest.raises(LookupError):
        say("nothing.at_all", language)


@pytest.mark.parametrize(
    ("names", "fr", "en"),
    [
        ((), "", ""),
        (("a",), "a", "a"),
        (("a", "b"), "a et b", "a and b"),
        (("a", "b", "c"), "a, b et c", "a, b and c"),
    ],
)
def test_names_are_enumerated_as_in_a_sentence(names: tuple[str, ...], fr: str, en: str) -> None:
    assert listed(names, "fr") == listed(list(names), "fr") == fr
    assert listed(names, "en") == en


@pytest.mark.parametrize(
    ("language", "organisations", "said"),
    [("fr", 0, "1 personne, 0 organisation"), ("fr", 1, "1 personne, 1 organisation"),
     ("fr", 2, "1 personne, 2 organisations"), ("en", 0, "1 person, 0 organisations"),
     ("en", 1, "1 person, 1 organisation"), ("fr", 12345, "1 personne, 12\u202f345 organisations"),
     ("en", 12345, "1 person, 12,345 organisations")],
)  # fmt: skip
def test_several_things_are_counted_in_one_sentence(
    language: Language, organisations: int, said: str
) -> None:
    told = say("readiness.side_entreprise", language, people=1, organisations=organisations)
    assert told.split(": ", 1)[1] == f"{said}."


@each_name
@each_language
def test_a_counted_word_has_a_form_for_one_and_one_for_many(name: str, language: str) -> None:
    for code, forms in sentences(name, language).items():
        for _, field, spec, _ in (part for form in forms for part in Formatter().parse(form)):
            assert field is None or spec in {"", ".0f"} or len((spec or "").split("|")) == 2, code


@each_name
def test_figures_do_not_stand_before_plurals_that_never_change(name: str) -> None:
    """« 1 tables »: what counts two things says so, ``{tables:table|tables}``."""
    counted = r"\{(people|organisations|tables|rounds|places|pauses|seats)\} \w+s\b"
    for code, forms in sentences(name, "fr").items():
        assert not (len(forms) == 1 and re.search(counted, forms[0])), code


def test_without_babel_dates_and_figures_are_written_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local, "can_format", lambda: False)
    assert local.date(dt.date(2018, 6, 12), "d MMMM y", "fr") == "2018-06-12"
    assert local.time(dt.time(8, 5), "H 'h' mm", "fr") == "08:05"
    assert local.number(12345, "fr") == "12345"
