"""From an evening that is over to the next: what was said of that one alone does not go along."""

from speeddating.domain.rencontre import Rencontre


def next_evening(rencontre: Rencontre) -> Rencontre:
    """
    One like it, with everybody there from the first round on.

    Tables that nobody has listed are worked out anew, unless somebody has a place at one of those
    that would go.
    """
    people = tuple(
        person.model_copy(update={"absent": frozenset()}) for person in rencontre.participants
    )
    following = rencontre.model_copy(update={"participants": people, "resume_at": None})
    if not rencontre.tables_as_needed:
        return following
    tables = following.enough_tables()
    named = {person.table for person in people if person.table}
    named |= {lock.table for lock in rencontre.locks}
    if not named <= {table.id for table in tables}:
        tables = following.enough_tables(rencontre.tables)
    return following.model_copy(update={"tables": tables})
