"""The past out of any number of files: one meeting counts once, whoever tells it."""

import datetime as dt
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Encounter, History
from speeddating.domain.issue import Issue
from speeddating.domain.rencontre import Identity, Rencontre
from speeddating.intake.copies import Copy, read_copy
from speeddating.intake.findings import quoted
from speeddating.intake.occasions import Occasions, same_days
from speeddating.intake.spellings import Known, Spellings
from speeddating.words import listed


class Memory(NamedTuple):
    """What several files remember together."""

    history: History
    notes: tuple[Issue, ...]
    """What was left out or set right in each file, where copies of one rencontre differ, …"""


def read_history(*paths: str | os.PathLike[str], rencontre: Rencontre | None = None) -> History:
    """
    Who has met whom, out of any number of files.

    Parameters
    ----------
    paths
        Output workbooks of earlier rencontres, workbooks with only a sheet ``Historique``, or csv
        files of pairs (columns Entreprise and Association; Date, Rencontre, Source and Suite
        where known), in any order: neither the order nor reading a file twice changes anything.
    rencontre
        The one to come: organisations that it knows, by name, other name or number, get their
        identifier of today. Without it, they get the name of the latest workbook that lists them.

    Returns
    -------
    History
        Sorted by date. A rencontre (name and date) that several files tell counts once; nothing
        that any of them tells is dropped.

    Raises
    ------
    InvalidInputError
        If a file cannot be read; with every problem of that file.

    Examples
    --------
    >>> from speeddating import History, plan, read_history, sample, write_workbook
    >>> rencontre = sample(2, 2, rounds=2)
    >>> path = write_workbook("planning.xlsx", rencontre, History(), plan(rencontre))
    >>> len(read_history(path).met)
    4
    """
    return read_history_with_notes(*paths, rencontre=rencontre).history


def read_history_with_notes(
    *paths: str | os.PathLike[str], rencontre: Rencontre | None = None
) -> Memory:
    """As :func:`read_history`, with what there is to know about the files."""
    return remembered([read_copy(path) for path in once(paths)], rencontre)[0]


def once(paths: Iterable[str | os.PathLike[str]]) -> Iterable[Path]:
    """Each file once, in the order given."""
    return dict.fromkeys(Path(path) for path in paths)


def remembered(
    copies: Sequence[Copy], rencontre: Rencontre | None = None
) -> tuple[Memory, Spellings]:
    """What ``copies`` remember together, and which name stands for which in them."""
    spellings = Spellings(_organisations(copies, rencontre))
    occasions = _occasions(copies, rencontre)
    told = [
        copy._replace(history=History(encounters=tuple(_respelled(copy, spellings, occasions))))
        for copy in copies
    ]
    merged = History()
    for copy in told:
        merged = merged.and_also(copy.history)
    notes = [note for copy in copies for note in copy.notes]
    differ = (*_copies_that_differ(told), *_outcomes_that_differ(told))
    history = History(encounters=tuple(sorted(merged.encounters, key=_order)))
    twice = same_days(history.encounters)
    return Memory(history, (*notes, *spellings.notes, *occasions.notes, *differ, *twice)), spellings


def _organisations(copies: Sequence[Copy], rencontre: Rencontre | None) -> Iterator[Known]:
    """Every organisation that is listed, then every name of a history; those to keep first."""
    if rencontre is not None:
        for one in rencontre.organisations:
            yield Known(one.id, (one.name, *one.other_names), one.siren)
    dated = [
        (copy.rencontre.date or dt.date.min, one.name, copy.file.name, one)
        for copy in copies
        if copy.rencontre is not None
        for one in copy.rencontre.organisations
    ]
    for *_, file, one in sorted(dated, key=lambda found: found[:3], reverse=True):
        yield Known(one.name, one.other_names, one.siren, file)
    written = {name for copy in copies for e in copy.history.encounters for name in e.pairing}
    yield from map(Known, sorted(written))


def _occasions(copies: Sequence[Copy], rencontre: Rencontre | None) -> Occasions:
    told = [one for copy in copies for one in copy.history.identities if one is not None]
    return Occasions([] if rencontre is None else [rencontre.identity], told)


def _respelled(copy: Copy, spellings: Spellings, occasions: Occasions) -> Iterator[Encounter]:
    for one in copy.history.encounters:
        held = None if one.identity is None else occasions.of(one.identity)
        yield one.model_copy(
            update={
                "entreprise": OrganisationId(spellings.of(one.entreprise)),
                "association": OrganisationId(spellings.of(one.association)),
                "rencontre": None if held is None else held.name,
                "date": one.date if held is None else held.date,
            }
        )


def _order(one: Encounter) -> tuple[dt.date, str, str, str, str]:
    return one.date or dt.date.min, one.rencontre or "", one.entreprise, one.association, one.source


def _copies_that_differ(copies: Iterable[Copy]) -> Iterator[Issue]:
    """Rencontres of which two files do not tell the same pairings."""
    told: defaultdict[Identity, dict[str, frozenset[object]]] = defaultdict(dict)
    for copy in copies:
        for identity in copy.history.identities - {None}:
            met = {e.pairing for e in copy.history.encounters if e.identity == identity}
            told[identity or Identity("", None)][copy.file.name] = frozenset(met)
    for identity, files in sorted(told.items(), key=lambda item: str(item[0])):
        everything = frozenset[object]().union(*files.values())
        shared = everything.intersection(*files.values())
        if everything != shared:
            yield Issue(
                code="memory.copies_differ",
                data={
                    "count": len(everything - shared),
                    "rencontre": quoted(identity.name),
                    "files": listed([quoted(file) for file in sorted(files)]),
                },
            )


def _outcomes_that_differ(copies: Iterable[Copy]) -> Iterator[Issue]:
    """Meetings of which two files say that something else came of them."""
    noted = {
        (one.model_copy(update={"outcome": None}), one.outcome)
        for copy in copies
        for one in copy.history.encounters
        if one.outcome is not None
    }
    count = sum(1 for found in Counter(meeting for meeting, _ in noted).values() if found > 1)
    if count:
        yield Issue(code="memory.outcomes_differ", data={"count": count})
