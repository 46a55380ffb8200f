"""The same rencontre with nobody in it: for funders, for examples, for the report of a defect."""

from collections.abc import Iterable
from typing import NamedTuple

from speeddating.domain.base import FacilitatorId, OrganisationId, ParticipantId, TableId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import Encounter, History, Pairing
from speeddating.domain.kinds import expect
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.domain.plan import Plan
from speeddating.domain.pseudonyms import Numbers, Pseudonyms
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Table
from speeddating.domain.schedule import Schedule
from speeddating.domain.series import Account, Series
from speeddating.words import Language


class Anonymous(NamedTuple):
    """What :func:`anonymise` gives."""

    rencontre: Rencontre
    history: History
    made: Plan | None


def anonymise(
    rencontre: Rencontre, history: History | None = None, made: Plan | None = None
) -> Anonymous:
    """
    The same structure with numbers instead of names.

    People, organisations, facilitators, groups, projects and their states, zones, themes, needs,
    tables and rencontres are numbered, in an order drawn anew each time; place, numbers, other
    names, reasons and names of rencontres to forget that nobody held are left out. Dates, rounds
    and figures stay. ``plan`` may choose among equals differently: it goes by identifiers.

    Returns
    -------
    Anonymous
        Three models as valid as before: to be written with ``write_workbook``, or sent as JSON.

    Examples
    --------
    >>> from speeddating import anonymise, sample
    >>> hidden = anonymise(sample(2, 2, rounds=2, language="en"))
    >>> [one.name for one in hidden.rencontre.participants]
    ['Person 1', 'Person 2', 'Person 3', 'Person 4']
    """
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    expect(Plan | None, made=made)
    history = history or History()
    veil = Pseudonyms(rencontre, history)
    return Anonymous(
        _rencontre(rencontre, veil), _history(history, veil), made and _plan(made, rencontre, veil)
    )


def _rencontre(one: Rencontre, veil: Pseudonyms) -> Rencontre:
    facilitators = tuple(
        f.model_copy(update={"name": veil.facilitator(f.id), "id": veil.facilitator(f.id)})
        for f in one.facilitators
    )
    return one.model_copy(
        update={
            "name": veil.rencontre(one.name),
            "place": None,
            "organisations": _sorted(_organisation(o, veil) for o in one.organisations),
            "participants": _sorted(_participant(p, veil) for p in one.participants),
            "tables": tuple(_table(t, veil) for t in one.tables),
            "tables_as_needed": False,  # their names are no longer plain numbers
            "facilitators": tuple(sorted(facilitators, key=lambda f: f.name)),
            "wishes": tuple(
                w.model_copy(
                    update={
                        "source": veil.party(w.source),
                        "target": veil.party(w.target),
                        "before": None if w.before is None else veil.party(w.before),
                    }
                )
                for w in one.wishes
            ),
            "incompatibilities": tuple(
                i.model_copy(update={"a": veil.party(i.a), "b": veil.party(i.b), "reason": None})
                for i in one.incompatibilities
            ),
            "groups": tuple(_group(g, veil) for g in one.groups),
            "locks": tuple(
                k.model_copy(
                    update={
                        "participant": veil.who(k.participant),
                        "table": TableId(veil.table(k.table)),
                    }
                )
                for k in one.locks
            ),
            "forgotten": veil.rencontre.all(one.forgotten & veil.rencontre.names),
        }
    )


def _sorted(models: Iterable[Organisation] | Iterable[Participant]) -> tuple[object, ...]:
    return tuple(sorted(models, key=lambda one: one.name))


def _organisation(one: Organisation, veil: Pseudonyms) -> Organisation:
    name = veil.organisation[one.id]
    return one.model_copy(
        update={
            "name": str(name), "id": name, "siren": None, "other_names": (),
            "not_names": (),
            "sector": veil.sector.maybe(one.sector), "themes": veil.theme.all(one.themes),
            "needs": veil.need.all(one.needs), "offers": veil.need.all(one.offers),
        }
    )  # fmt: skip


def _participant(one: Participant, veil: Pseudonyms) -> Participant:
    home = veil.organisation[one.organisation]
    return one.model_copy(
        update={
            "name": veil.person(one.id), "id": veil.who(one.id), "organisation": home,
            "zone": veil.zone.maybe(one.zone),
            "table": None if one.table is None else TableId(veil.table(one.table)),
        }
    )  # fmt: skip


def _table(one: Table, veil: Pseudonyms) -> Table:
    return one.model_copy(
        update={"id": TableId(veil.table(one.id)), "zone": veil.zone.maybe(one.zone)}
    )


def _group(one: ProjectGroup, veil: Pseudonyms) -> ProjectGroup:
    who = one.facilitator
    return one.model_copy(
        update={
            "name": veil.group(one.name),
            "organisations": tuple(veil.organisation[o] for o in one.organisations),
            "facilitator": None if who is None else FacilitatorId(veil.facilitator(who)),
            "project": veil.project.maybe(one.project),
            "state": veil.state.maybe(one.state),
        }
    )


def _history(history: History, veil: Pseudonyms) -> History:
    return History(
        encounters=tuple(
            e.model_copy(
                update={
                    "entreprise": veil.organisation[e.entreprise],
                    "association": veil.organisation[e.association],
                    "rencontre": veil.rencontre.maybe(e.rencontre),
                }
            )
            for e in history.encounters
        )
    )


def _plan(made: Plan, rencontre: Rencontre, veil: Pseudonyms) -> Plan:
    def people(found: Iterable[ParticipantId]) -> tuple[ParticipantId, ...]:
        return tuple(map(veil.who, found))

    def table(found: TableId | None) -> TableId | None:
        return None if found is None else TableId(veil.table(found))

    seatings = tuple(
        s.model_copy(
            update={
                "table": table(s.table),
                "entreprises": people(s.entreprises),
                "associations": people(s.associations),
                "facilitators": tuple(
                    FacilitatorId(veil.facilitator(who)) for who in s.facilitators
                ),
            }
        )
        for s in made.schedule.seatings
    )
    changes = tuple(
        c.model_copy(
            update={
                "participant": veil.who(c.participant),
                "old_table": table(c.old_table),
                "new_table": table(c.new_table),
                "old_partners": people(c.old_partners),
                "new_partners": people(c.new_partners),
            }
        )
        for c in made.changes
    )
    schedule = Schedule(rencontre=veil.rencontre(rencontre.name), seatings=seatings)
    return made.model_copy(update={"schedule": schedule, "changes": changes})


def anonymise_series(series: Series, language: Language = "fr") -> Series:
    """The same figures with rencontres, organisations, groups and projects numbered."""
    expect(Series, series=series)
    accounts = series.accounts
    entries = [(o, side) for one in accounts for side in Side for o in one.organisations[side]]
    past = [(o, s) for e in series.history.encounters for o, s in zip(e.pairing, Side, strict=True)]
    sides = dict((*past, *entries))
    numbers = {
        side: Numbers(side, (o for o, s in sides.items() if s is side), language, mixed=True)
        for side in Side
    }
    names = {o: OrganisationId(numbers[side](o)) for o, side in sides.items()}
    named = [one.name for one in accounts]
    named += [e.rencontre for e in series.history.encounters if e.rencontre]
    held = Numbers("rencontre", named, language, mixed=False)
    groups = [group for one in accounts for group in one.groups]
    group = Numbers("group", (g.name for g in groups), language, mixed=False)
    project = Numbers("project", (g.project for g in groups if g.project), language, mixed=False)

    def met(pairings: Iterable[Pairing]) -> tuple[Pairing, ...]:
        return tuple(Pairing(names[e], names[a]) for e, a in pairings)

    def told(one: Account) -> Account:
        return one.model_copy(
            update={
                "name": held(one.name),
                "organisations": {
                    side: tuple(names[o] for o in found)
                    for side, found in one.organisations.items()
                },
                "planned": None if one.planned is None else met(one.planned),
                "held": met(one.held),
                "groups": tuple(
                    g.model_copy(
                        update={
                            "name": group(g.name), "project": project.maybe(g.project),
                            "organisations": (OrganisationId("—"),), "facilitator": None,
                        }
                    )
                    for g in one.groups
                ),
            }
        )  # fmt: skip

    def remembered(one: Encounter) -> Encounter:
        e, a = met([one.pairing])[0]
        return one.model_copy(
            update={"entreprise": e, "association": a, "rencontre": held.maybe(one.rencontre)}
        )

    encounters = tuple(map(remembered, series.history.encounters))
    return Series(accounts=tuple(map(told, accounts)), history=History(encounters=encounters))
