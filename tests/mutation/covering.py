"""Which tests run which line, and how long each takes: made once, read by the mutation run."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import coverage
import pytest

Covering = dict[str, dict[int, list[str]]]
"""``[module's path][line]``: the tests that run it."""


class _Watch:
    """Tells the coverage which test runs, and notes how long it took if it passed."""

    def __init__(self, data: coverage.Coverage) -> None:
        self.data = data
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: Any) -> None:
        self.data.switch_context(item.nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = report.duration


def measure(tests: list[str], root: Path, target: Path) -> None:
    """Run ``tests`` once and keep what they cover in ``target``."""
    data = coverage.Coverage(source_pkgs=["speeddating"], data_file=None, config_file=False)
    watch = _Watch(data)
    data.start()
    pytest.main(
        ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0",
         "-W", "ignore", *tests],
        plugins=[watch],
    )  # fmt: skip
    data.stop()
    lines: defaultdict[str, dict[int, list[str]]] = defaultdict(dict)
    found = data.get_data()
    for file in found.measured_files():
        name = str(Path(file).relative_to(root))
        for line, tests_of in found.contexts_by_lineno(file).items():
            lines[name][line] = sorted(set(tests_of) & watch.seconds.keys())
    target.write_text(json.dumps({"lines": lines, "seconds": watch.seconds}))


def read(targets: list[Path]) -> tuple[Covering, dict[str, float]]:
    """What several runs covered."""
    covering: Covering = defaultdict(lambda: defaultdict(list))
    seconds: dict[str, float] = {}
    for target in targets:
        told = json.loads(target.read_text())
        seconds |= told["seconds"]
        for file, lines in told["lines"].items():
            for line, tests in lines.items():
                covering[file][int(line)] += tests
    return covering, seconds
