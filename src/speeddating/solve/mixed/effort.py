"""When to stop: seconds, iterations, or because somebody says so."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Effort:
    """
    A budget that runs from the moment it is made.

    Parameters
    ----------
    seconds
        Wall time; None for no limit.
    iterations
        Visits of a round; None for no limit. With it, a run depends on its seed only as long as
        the seconds are enough.
    stop
        Asked after every visit; True ends the search.
    """

    def __init__(
        self,
        seconds: float | None = None,
        iterations: int | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        if seconds is None and iterations is None and stop is None:
            raise ValueError("a search needs seconds, iterations or a way to stop it")
        self._start = monotonic()
        self._seconds = float("inf") if seconds is None else seconds
        self._iterations = iterations
        self._stop = stop
        self._stopped = False
        self.visits = 0

    @contextmanager
    def part(self, share: float, until: Callable[[], bool] | None = None) -> Iterator[Effort]:
        """
        An effort for a share of what is left of this one; its visits count here too.

        ``until`` ends the part alone.
        """
        visits = None if self._iterations is None else self._iterations - self.visits
        part = Effort(
            seconds=share * self.left,
            iterations=None if visits is None else round(share * visits),
            stop=self._stop if until is None else lambda: until() or self._asked(),
        )
        part._stopped = self._stopped  # one of us
        yield part
        self.visits += part.visits
        self._stopped = part._stopped if until is None else self._asked()  # one of us

    def tick(self) -> None:
        """One more visit is done."""
        self.visits += 1
        self.poll()

    def poll(self) -> None:
        """Ask whether to stop."""
        self._stopped = self._stopped or self._asked()

    def _asked(self) -> bool:
        return self._stop is not None and self._stop()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return monotonic() - self._start

    @property
    def used(self) -> float:
        """Effort so far: visits if they are limited, else seconds."""
        return self.seconds if self._iterations is None else float(self.visits)

    @property
    def limit(self) -> float:
        """Effort there is in all."""
        return self._seconds if self._iterations is None else float(self._iterations)

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self._seconds - self.seconds)

    @property
    def done(self) -> bool:
        """Time to return what there is."""
        return self._stopped or self.used >= self.limit or self.seconds >= self._seconds
