"""Whether a schedule is that of a rencontre: nothing can be said of the seats of strangers."""

from speeddating.checks.places import everything_is_known
from speeddating.checks.seats import Seats
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.errors import InvalidInputError


def refuse_strangers(rencontre: Rencontre, schedule: Schedule) -> None:
    """
    Every seat is of somebody, at a table and in a round of this rencontre.

    Raises
    ------
    InvalidInputError
        With the first that is not.
    """
    found = next(everything_is_known(Seats(rencontre, History(), schedule)), None)
    if found is not None:
        said = {**found, "rencontre": rencontre.name}
        raise InvalidInputError([Issue(code="checks.stranger", data=said)])
