"""What every space hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speeddating.domain.plan import Bound
    from speeddating.domain.schedule import Schedule


@dataclass(frozen=True)
class Answer:
    """A schedule, and one bound per level asked for, in their order."""

    schedule: Schedule
    bounds: tuple[Bound, ...]
    space: str
