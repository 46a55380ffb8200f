"""Choose the way, solve, check, and return a plan with its evidence."""

from speeddating.planning.evening import changes
from speeddating.planning.many import Job, plan_many
from speeddating.planning.one import plan
from speeddating.planning.options import replan_options
from speeddating.planning.readiness import readiness
from speeddating.planning.replan import replan, resumed
from speeddating.planning.verify import verify

__all__ = [
    "Job",
    "changes",
    "plan",
    "plan_many",
    "readiness",
    "replan",
    "replan_options",
    "resumed",
    "verify",
]
