"""Workbooks of one season: what was held and said so far, and what is still to come."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from speeddating.domain.base import OrganisationId
from speeddating.domain.feedback import Feedback
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.rencontre import Rencontre
from speeddating.errors import InvalidInputError
from speeddating.intake.copies import Copy, read_copy
from speeddating.intake.feedback import feedback_of
from speeddating.intake.memory import once, remembered
from speeddating.intake.spellings import Spellings


class Said(NamedTuple):
    """What was said after a rencontre that was held."""

    rencontre: Rencontre
    feedback: Feedback


class Coming(NamedTuple):
    """What :func:`~speeddating.plan_season` needs to know of a season that has begun."""

    rencontres: tuple[Rencontre, ...]
    """Those to come, by date, with the wishes and never-agains that followed from those held."""
    history: History
    files: tuple[Path, ...]
    """The workbooks of :attr:`rencontres`."""
    said: tuple[Said, ...]
    """Of those held, where somebody answered."""
    notes: tuple[Issue, ...]


def read_season(*paths: str | os.PathLike[str]) -> Coming:
    """
    The rencontres of a season that are still to come, knowing all that has happened so far.

    Parameters
    ----------
    paths
        Workbooks in any order. One that holds its plan is of a rencontre that was held: its
        meetings are history, and the answers of its sheet ``Retours`` become wishes,
        incompatibilities and outcomes. One without a plan is of a rencontre to come. Lists of
        pairs too, as for :func:`~speeddating.read_history`.

    Raises
    ------
    InvalidInputError
        If a file cannot be read, with every problem of that file; or if no rencontre is to come.

    Examples
    --------
    >>> from speeddating import History, read_season, sample, write_workbook
    >>> path = write_workbook("prochaine.xlsx", sample(2, 2, rounds=2), History())
    >>> len(read_season(path).rencontres)
    1
    """
    copies = [read_copy(path) for path in once(paths)]
    memory, spellings = remembered(copies)
    dated = sorted(_with_rencontre(copies), key=lambda one: one[0].date or dt.date.min)
    said = tuple(_said([one for one in dated if one[1].published], spellings))
    coming = [one for one in dated if not one[1].published]
    if not coming:
        raise InvalidInputError([Issue(code="season.nothing_to_come")])
    history, notes = memory.history, list(memory.notes)
    for one in said:
        history = one.feedback.applied(one.rencontre, history).history
    rencontres = []
    for rencontre, _ in coming:
        following = rencontre
        for one in said:
            following, _, told = one.feedback.applied(following, history)
            notes += [note for note in told if note not in notes]
        rencontres.append(following)
    files = tuple(copy.file for _, copy in coming)
    return Coming(tuple(rencontres), history, files, said, tuple(notes))


def _with_rencontre(copies: Iterable[Copy]) -> Iterator[tuple[Rencontre, Copy]]:
    for copy in copies:
        if copy.rencontre is not None:
            yield copy.rencontre, copy


def _said(held: Iterable[tuple[Rencontre, Copy]], spellings: Spellings) -> Iterator[Said]:
    """Answers, with the names that the history of all the files has."""
    for rencontre, copy in held:
        feedback = feedback_of(copy.file)
        if feedback is not None and feedback.answered:
            responses = tuple(
                one.model_copy(
                    update={
                        "entreprise": OrganisationId(spellings.of(one.entreprise)),
                        "association": OrganisationId(spellings.of(one.association)),
                    }
                )
                for one in feedback.answered
            )
            yield Said(rencontre, Feedback(responses=responses))
