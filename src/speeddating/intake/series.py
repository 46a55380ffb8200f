"""Any number of workbooks as one series of rencontres."""

import os
from collections.abc import Iterator, Sequence

from speeddating.domain.base import OrganisationId
from speeddating.domain.history import History, Pairing
from speeddating.domain.issue import Issue
from speeddating.domain.names import matching_key
from speeddating.domain.series import Account, Series, account, series_of
from speeddating.intake.copies import Copy, read_copy
from speeddating.intake.feedback import feedback_of
from speeddating.intake.findings import quoted
from speeddating.intake.memory import once, remembered
from speeddating.intake.planning import read_schedule
from speeddating.intake.spellings import Spellings


def read_series(*paths: str | os.PathLike[str]) -> Series:
    """
    Every rencontre that some workbooks tell of, with what came of it.

    Parameters
    ----------
    paths
        Output workbooks, filled in after the evening where something was not as planned:
        ``Présent`` and ``Tours absents`` for whoever did not come, rows of ``Historique`` taken
        out where a meeting was not held, answers in ``Retours``. Lists of pairs too, as for
        :func:`~speeddating.read_history`.

    Returns
    -------
    Series
        One account for each rencontre; of those that only a history names, the meetings alone.

    Raises
    ------
    InvalidInputError
        If a file cannot be read; with every problem of that file.

    Examples
    --------
    >>> from speeddating import History, plan, read_series, sample, write_workbook
    >>> rencontre = sample(2, 2, rounds=2)
    >>> path = write_workbook("planning.xlsx", rencontre, History(), plan(rencontre))
    >>> [(one.new, one.possible) for one in read_series(path).figures()]
    [(4, 4)]
    """
    copies = [_with_answers(read_copy(path)) for path in once(paths)]
    memory, spellings = remembered(copies)
    accounts: dict[object, Account] = {}
    notes: list[Issue] = []
    for copy in copies:
        one = copy.rencontre
        if one is None:
            continue
        key = matching_key(one.name), one.date
        if key in accounts:
            notes.append(_note("told_twice", copy))
        elif not copy.published:
            notes.append(_note("not_planned", copy))
        else:
            told = account(one, read_schedule(copy.file), copy.history)
            kept = {e.pairing for e in copy.history.encounters if e.identity == told.identity}
            if missed := len(kept.difference(told.held)):
                notes.append(_note("not_held", copy, count=missed))
            accounts[key] = _respelled(told, memory.history, spellings)
    return series_of(tuple(accounts.values()), memory.history, (*memory.notes, *notes))


def _with_answers(copy: Copy) -> Copy:
    """With what the sheet of feedback tells of its meetings, whether it was taken over or not."""
    said = feedback_of(copy.file) if copy.published else None
    if said is None or not said.answered:
        return copy
    notes = tuple(note for note in copy.notes if note.code != "memory.feedback_waits")
    return copy._replace(history=said.noted(copy.history), notes=notes)


def _note(code: str, copy: Copy, **data: object) -> Issue:
    name = "" if copy.rencontre is None else quoted(copy.rencontre.name)
    said = {"file": quoted(copy.file.name), "rencontre": name, **data}
    return Issue(code=f"memory.{code}", data=said)


def _respelled(one: Account, history: History, spellings: Spellings) -> Account:
    """With the names that the history of all the files has."""

    def spelled(names: Sequence[str]) -> Iterator[OrganisationId]:
        return map(OrganisationId, dict.fromkeys(map(spellings.of, names)))

    def met(pairings: Sequence[Pairing]) -> tuple[Pairing, ...]:
        return tuple(dict.fromkeys(Pairing(*spelled(pairing)) for pairing in pairings))

    named = {
        (matching_key(held.name), held.date): held.name
        for held in history.identities
        if held is not None
    }
    return one.model_copy(
        update={
            "name": named.get((matching_key(one.name), one.date), one.name),
            "organisations": {side: tuple(spelled(o)) for side, o in one.organisations.items()},
            "planned": None if one.planned is None else met(one.planned),
            "held": met(one.held),
        }
    )
