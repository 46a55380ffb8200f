"""What is asked of the evening, and what is remembered: the other sheets that are filled in."""

from speeddating.domain.base import LONGEST_TEXT, OrganisationId, ParticipantId, PartyId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import History
from speeddating.domain.names import matching_key
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.workbook import MULTIPLE_SEPARATOR
from speeddating.report.sheets.inputs import input_sheet
from speeddating.report.sheets.model import Sheet, plain
from speeddating.report.sheets.write import round_list, table_name
from speeddating.words import say


def wishes(rencontre: Rencontre) -> Sheet:
    """Who asks to meet whom."""
    rows = tuple(
        plain(
            party(rencontre, wish.source),
            party(rencontre, wish.target),
            wish.rank,
            say(f"workbook.choice.{wish.kind}", rencontre.language),
            wish.round,
            None if wish.before is None else party(rencontre, wish.before),
        )
        for wish in rencontre.wishes
    )
    return input_sheet("wishes", rows, rencontre.language)


def incompatibilities(rencontre: Rencontre) -> Sheet:
    """Who never shares a table with whom."""
    rows = tuple(
        plain(party(rencontre, pair.a), party(rencontre, pair.b), pair.reason)
        for pair in rencontre.incompatibilities
    )
    return input_sheet("incompatibilities", rows, rencontre.language)


def groups(rencontre: Rencontre) -> Sheet:
    """The project groups, one row per member."""
    names = {f.id: f.name for f in rencontre.facilitators}
    rows = tuple(
        plain(
            group.name,
            party(rencontre, member),
            None if group.facilitator is None else names[group.facilitator],
            together(rencontre, group),
            group.project,
            group.state,
        )
        for group in rencontre.groups
        for member in group.organisations
    )
    return input_sheet("groups", rows, rencontre.language)


def together(rencontre: Rencontre, group: ProjectGroup) -> str | None:
    """
    When a group sits together: "1-2; 1 au choix".

    Never, where the phase would have it sit, is said: an empty cell leaves it to the phase.
    """
    named, free = round_list(group.rounds), group.free_rounds
    is_said = free or (not named and rencontre.preset.group_rounds)
    wanted = say("workbook.choice.free_rounds", rencontre.language, count=free) if is_said else None
    return f"{MULTIPLE_SEPARATOR} ".join(part for part in (named, wanted) if part) or None


def locks(rencontre: Rencontre) -> Sheet:
    """Seats that are already decided."""
    rows = tuple(
        plain(lock.round, table_name(lock.table), party(rencontre, lock.participant))
        for lock in rencontre.locks
    )
    return input_sheet("locks", rows, rencontre.language)


def memory(rencontre: Rencontre, history: History) -> Sheet:
    """Every past meeting, the organisations that no longer come included."""
    language = rencontre.language
    rows = tuple(
        plain(
            encounter.date,
            encounter.rencontre,
            encounter.entreprise,
            encounter.association,
            say(f"workbook.choice.{encounter.source}", language),
            None
            if encounter.outcome is None
            else say(f"workbook.choice.outcome_{encounter.outcome}", language),
        )
        for encounter in history.encounters
    )
    return input_sheet("history", rows, language)


def party(rencontre: Rencontre, who: PartyId) -> str:
    """
    How a person or organisation is named in a sheet.

    A person goes by name where nobody and nothing else has it, else by name and organisation,
    else by identifier.
    """
    organisation = rencontre.organisation_by_id.get(OrganisationId(who))
    if organisation is not None:
        return organisation.name
    person = rencontre.participant_by_id.get(ParticipantId(who))
    if person is None:
        return who
    forms = person.name, f"{person.name} ({person.organisation})"
    return next((form for form in forms if is_clear(rencontre, form, who)), str(person.id))


def is_clear(rencontre: Rencontre, form: str, who: PartyId) -> bool:
    """Whether a cell that says ``form`` means this person or organisation and nobody else."""
    if form in rencontre.participant_by_id:  # an identifier is read to the letter
        return form == who
    meant = rencontre.meant_by.get(matching_key(form), frozenset())
    # who works alone may have their organisation's name: it is the organisation's first
    meant = meant & set(rencontre.organisation_by_id) or meant
    return meant == {who} and len(form) <= LONGEST_TEXT
