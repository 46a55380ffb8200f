"""A search as it goes: what is improved, its value and bound, and the time that is left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from speeddating.domain.plan import Progress
from speeddating.domain.score import Value
from speeddating.words import say

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.progress_bar import ProgressBar
    from rich.text import Text

Told = Callable[[Progress], None] | None


@contextmanager
def shown(seconds: float, *, quiet: bool = False) -> Iterator[Told]:
    """
    A display to be told of progress, gone at the end.

    None where nobody would see it: ``quiet``, not a terminal, or without rich (extra ``desk``).

    Parameters
    ----------
    seconds
        The most that the search takes.
    """
    if quiet or not sys.stderr.isatty() or find_spec("rich") is None:
        yield None
        return
    with _display(seconds) as told:
        yield told


@contextmanager
def _display(seconds: float) -> Iterator[Told]:
    from rich.console import Console  # noqa: PLC0415 - extra "desk"
    from rich.progress import BarColumn, ProgressColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Display  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Left(ProgressColumn):
        """Seconds until the search ends by itself."""

        def render(self, task: "Task") -> "Text":
            left = max(0.0, (task.total or 0.0) - (task.elapsed or 0.0))
            return Text(say("desk.left", seconds=f"{left:.0f}"))

    class Elapsed(BarColumn):
        """A bar that fills with time, not with progress nobody can foretell."""

        def render(self, task: "Task") -> "ProgressBar":
            task.completed = min(task.total or 0.0, task.elapsed or 0.0)
            return super().render(task)

    columns = (TextColumn("{task.description}"), Elapsed(bar_width=20), Left())
    with Display(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task(say("desk.searching"), total=seconds)
        yield lambda progress: display.update(task, description=described(progress))


def described(progress: Progress) -> str:
    """Level, value and bound in words."""
    return say(
        "desk.progress",
        level=say(f"report.level.{progress.level}"),
        value=_figure(progress.value),
        bound=_figure(progress.bound),
    )


def _figure(value: Value | None) -> str:
    """A tuple shows its sum: leximin values are as long as there are organisations."""
    if value is None:
        return "–"  # noqa: RUF001 - a dash for what is not known
    return str(value) if isinstance(value, int) else str(sum(value))
