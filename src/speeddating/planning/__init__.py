"""Choose the way, solve, check, and return a plan with its evidence."""

from speeddating.planning.one import plan

__all__ = ["plan"]
