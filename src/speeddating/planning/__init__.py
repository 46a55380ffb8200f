"""Choose the way, solve, check, and return a plan with its evidence."""

from speeddating.planning.one import plan
from speeddating.planning.readiness import readiness

__all__ = ["plan", "readiness"]
