"""What docstrings show is what happens; whoever reads the reference can paste it."""

import doctest
import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest

import speeddating

MODULES = [
    module
    for found in walk_packages(speeddating.__path__, "speeddating.")
    if not found.name.endswith("__main__")
    for module in [import_module(found.name)]
    if ">>>" in inspect.getsource(module)
]
FUNCTIONS = [
    name for name in speeddating.__all__ if inspect.isfunction(getattr(speeddating, name, None))
]


@pytest.mark.parametrize("module", [speeddating, *MODULES], ids=lambda module: module.__name__)
def test_what_a_docstring_shows_happens(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPEEDDATING_LANGUAGE", raising=False)
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module, module.__name__):
        runner.run(test, out=told.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(told)
    assert runner.tries > 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_shows_how_it_is_called(name: str) -> None:
    told = inspect.getdoc(getattr(speeddating, name)) or ""
    assert "Examples\n--------\n>>> " in told
    assert f"{name}(" in told
