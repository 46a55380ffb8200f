"""One mutant, in a forked process: its module is loaded from the changed source."""

import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import defusedxml.ElementTree
import hypothesis
import numpy as np
import openpyxl
import ortools.graph.python.max_flow
import ortools.sat.python.cp_model
import pandas as pd
import pydantic
import pytest

from tests.mutation.mutants import Mutant

PRELOADED = (defusedxml, hypothesis, np, openpyxl, ortools, pd, pydantic)
"""Loaded once here, so that no child loads them again."""
LONGEST = 30.0
"""Seconds of tests for one mutant; what they do not notice is called a survivor."""

UNSHRUNK = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
"""A first failure kills; the smallest one would cost minutes."""


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, name: str, source: str, file: str) -> None:
        self.name, self.source, self.file = name, source, file

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        package = self.file.endswith("__init__.py")
        spec = importlib.util.spec_from_loader(fullname, self, is_package=package)
        if spec is not None and package:
            spec.submodule_search_locations = [str(Path(self.file).parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self.file
        exec(compile(self.source, self.file, "exec"), module.__dict__)  # noqa: S102


def module_name(file: str) -> str:
    """``src/speeddating/checks/seats.py`` as it is imported."""
    name = file.removeprefix("src/").removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__")


def try_out(file: str, mutant: Mutant, tests: Sequence[str], seconds: float) -> str:
    """``killed``, ``timeout`` or ``survived``."""
    child = os.fork()
    if not child:
        _run_in_child(file, mutant, tests)
    until = time.monotonic() + 20 + 3 * seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "survived" if status == 0 else "killed"
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def _run_in_child(file: str, mutant: Mutant, tests: Sequence[str]) -> None:
    os.setsid()
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    sys.meta_path.insert(0, _Changed(module_name(file), mutant.source, str(Path(file).resolve())))
    hypothesis.settings.register_profile("first failure", database=None, phases=UNSHRUNK)
    hypothesis.settings.load_profile("first failure")
    options = ["-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:benchmark",
               "--hypothesis-seed=0", "-W", "ignore"]  # fmt: skip
    os._exit(int(pytest.main([*options, *tests])))
