"""The public face: what it names is there, and importing it is cheap."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import speeddating


def source() -> ast.Module:
    return ast.parse(Path(speeddating.__file__).read_text(encoding="utf-8"))


def test_the_public_names_are_sorted_and_named_once() -> None:
    assert speeddating.__all__ == sorted(set(speeddating.__all__))


@pytest.mark.parametrize("name", speeddating.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(speeddating, name) is not None


@pytest.mark.parametrize("name", [n for n in speeddating.__all__ if n != "__version__"])
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert getattr(speeddating, name).__doc__


def test_nothing_public_is_left_out() -> None:
    imported = {
        alias.asname or alias.name
        for node in source().body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("speeddating")
        for alias in node.names
    }
    assert imported | set(speeddating._LATE) == set(speeddating.__all__)


def test_what_is_imported_late_is_known_to_type_checkers() -> None:
    (guarded,) = (
        node
        for node in source().body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    told = {
        alias.name: node.module
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told.keys() == speeddating._LATE.keys()
    for name, module in told.items():
        assert getattr(import_module(module or ""), name) is getattr(speeddating, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'plann'"):
        speeddating.plann  # noqa: B018


def test_dir_lists_the_public_names() -> None:
    assert dir(speeddating) == speeddating.__all__


def test_no_public_name_is_a_module() -> None:
    present = [name for name in speeddating.__all__ if name in vars(speeddating)]
    assert not [name for name in present if isinstance(vars(speeddating)[name], ModuleType)]


def test_the_package_tells_its_types() -> None:
    assert Path(speeddating.__file__).with_name("py.typed").exists()


HEAVY = {"ortools", "pandas", "numpy", "openpyxl", "babel", "typer", "rich", "jinja2"}


@pytest.mark.parametrize(
    "statement",
    [
        "import speeddating",
        "from speeddating import check, score",
        "import speeddating.errors; str(speeddating.errors.SpeedDatingError())",
    ],
)
def test_importing_brings_neither_solver_nor_frames_nor_workbooks(statement: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint(*sys.modules)"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    brought = {name.split(".")[0] for name in told.stdout.split()}
    assert "speeddating" in brought
    assert brought & HEAVY == set()
