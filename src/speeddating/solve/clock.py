"""How long a search may go on: one deadline for all levels, and a way to stop at any moment."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Literal

from speeddating.domain.plan import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from speeddating.domain.plan import Progress

MOST_WORKERS = 8
DETERMINISTIC_SHARE = 0.5
"""Deterministic seconds granted per second of budget: slow machines keep the wall clock unused."""


@dataclass
class Clock:
    """
    One monotonic deadline, a cancel flag, and whom to tell of progress.

    Attributes
    ----------
    cancelled
        Set from another thread, or by Ctrl-C, to end the search with the best found so far.
    cut
        Whether the wall clock, not a proof or a count, ended some search: a second run may differ.
    """

    budget: Budget
    on_progress: Callable[[Progress], None] | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=monotonic)
    cut: bool = False

    @property
    def workers(self) -> int:
        """Search threads."""
        if self.budget.reproducible:
            return 1
        return self.budget.workers or min(os.cpu_count() or 1, MOST_WORKERS)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return monotonic() - self.started

    @property
    def left(self) -> float:
        """Seconds until the deadline, never below 0."""
        return max(0.0, self.budget.seconds - self.seconds)

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        return self.cancelled.is_set() or self.left == 0.0

    def ended(self, needed: float = 0.0) -> bool:
        """Whether to stop now, or before work of so many seconds; the deadline is then to blame."""
        if not self.over and self.left > needed:
            return False
        self.cut = self.cut or not self.cancelled.is_set()
        return True

    @property
    def stopped(self) -> Literal["finished", "deadline", "cancelled"]:
        """What ended the search."""
        if self.cancelled.is_set():
            return "cancelled"
        return "deadline" if self.cut else "finished"

    def share(self, searches_left: int) -> float:
        """Seconds for the next of ``searches_left`` searches: half the rest, or an even share."""
        return self.left * max(0.5 if searches_left > 1 else 1.0, 1.0 / max(1, searches_left))

    def tell(self, progress: Progress) -> None:
        """Hand ``progress`` to the caller, in this thread."""
        if self.on_progress is not None:
            self.on_progress(progress)


def started(
    budget: Budget | None,
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Clock:
    """A clock that runs from now on, for what a caller asks."""
    clock = Clock(budget or Budget(), on_progress)
    if cancel is not None:
        clock.cancelled = cancel
    return clock


@contextmanager
def interruptible(clock: Clock) -> Iterator[None]:
    """
    Within this block the first Ctrl-C cancels ``clock``; a second one interrupts as usual.

    Only the main thread receives signals; elsewhere this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def cancel(_number: int, _frame: FrameType | None) -> None:
        clock.cancelled.set()
        signal.signal(signal.SIGINT, before or signal.default_int_handler)

    # A handler not installed from Python cannot be put back, and who ignores Ctrl-C means it.
    if before is None or before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, cancel)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
