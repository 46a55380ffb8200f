"""A search as it goes: what is improved, its value and bound, and the time that is left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn
from rich.progress import Progress as Display
from rich.progress_bar import ProgressBar
from rich.text import Text

from speeddating.cli.face import Face
from speeddating.domain.plan import Progress
from speeddating.domain.score import Value
from speeddating.words import say


class _Left(ProgressColumn):
    """Seconds until the search ends by itself."""

    def render(self, task: Task) -> Text:
        left = max(0.0, (task.total or 0.0) - (task.elapsed or 0.0))
        return Text(say("desk.left", seconds=f"{left:.0f}"))


class _Elapsed(BarColumn):
    """A bar that fills with time, not with progress nobody can foretell."""

    def render(self, task: Task) -> ProgressBar:
        task.completed = min(task.total or 0.0, task.elapsed or 0.0)
        return super().render(task)


@contextmanager
def shown(face: Face, seconds: float) -> Iterator[Callable[[Progress], None] | None]:
    """
    A display to be told of progress, gone at the end; none for programs and files.

    Parameters
    ----------
    seconds
        The most that the search takes.
    """
    if face.as_json or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), _Elapsed(), _Left())
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
