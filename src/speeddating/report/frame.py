"""A plan as a table for programs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from speeddating.checks.belonging import refuse_strangers
from speeddating.domain.history import History
from speeddating.domain.kinds import expect
from speeddating.domain.plan import schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.workbook import as_text, joined
from speeddating.report.contacts import refuse_contacts
from speeddating.report.evening import Evening
from speeddating.report.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    import pandas as pd

    from speeddating.domain.plan import Plan
    from speeddating.domain.schedule import Schedule

COLUMNS = (
    "rencontre", "date", "round", "start", "minutes", "table", "participant", "name",
    "organisation", "side", "partners", "new_partners", "group", "facilitators",
)  # fmt: skip


def to_frame(
    made: Plan | Schedule, rencontre: Rencontre, history: History | None = None
) -> pd.DataFrame:
    """
    A plan as a tidy table: one row per seat, by round, then table, then side.

    Parameters
    ----------
    history
        What happened before, against which ``new_partners`` is counted; empty unless given.

    Returns
    -------
    pandas.DataFrame
        Columns, never missing:

        - ``rencontre``: name, str; ``date``: :class:`datetime.date` or None;
        - ``round``: int, from 1; ``start``: :class:`datetime.time` or None; ``minutes``: int;
        - ``table``: identifier, str;
        - ``participant``: identifier, str; ``name``: str;
        - ``organisation``: identifier, str; ``side``: ``"entreprise"`` or ``"association"``;
        - ``partners``: identifiers of those of the other side at the table, tuple of str;
        - ``new_partners``: how many of them the person's organisation meets for the first time;
        - ``group``: name of the project group whose table it is, str or None;
        - ``facilitators``: identifiers of those on the extra chairs, tuple of str, who have no row.

    Examples
    --------
    >>> from speeddating import plan, sample, to_frame
    >>> rencontre = sample(2, 2, rounds=2)
    >>> frame = to_frame(plan(rencontre), rencontre)
    >>> frame.shape[0]  # two rounds of four people
    8
    >>> sorted(frame["round"].unique().tolist())
    [1, 2]
    """
    import pandas as pd  # noqa: PLC0415

    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    refuse_strangers(rencontre, schedule_of(made))
    evening = Evening(rencontre, history or History(), schedule_of(made))
    rows = []
    for seating in evening.schedule.seatings:
        held = rencontre.rounds[seating.round - 1]
        group = evening.group_at(seating)
        for who in seating.people():
            person = rencontre.participant_by_id[who]
            rows.append(
                (
                    rencontre.name,
                    rencontre.date,
                    held.number,
                    held.start,
                    held.minutes,
                    seating.table,
                    who,
                    person.name,
                    person.organisation,
                    str(rencontre.side_by_participant[who]),
                    tuple(partner.id for partner in evening.partners(who, seating)),
                    evening.new_partners(who, seating),
                    None if group is None else group.name,
                    seating.facilitators,
                )
            )
    return pd.DataFrame.from_records(rows, columns=COLUMNS)


def write_csv(
    path: str | PathLike[str],
    rencontre: Rencontre,
    history: History | None,
    made: Plan | Schedule,
) -> Path:
    """
    Write :func:`to_frame` as a csv that Excel opens: semicolons, UTF-8 with its mark.

    A csv cannot say that a cell is text: what begins like a formula (``= + - @``) gets an
    apostrophe in front, which Excel shows and the readers of this library take away. Partners
    stand in one cell, with semicolons. A workbook keeps every text as it is.

    Returns
    -------
    pathlib.Path
        ``path``.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is whole.
    UnsupportedError
        If a text holds an e-mail address or a telephone number.

    Examples
    --------
    >>> from speeddating import History, plan, sample, write_csv
    >>> rencontre = sample(2, 2, rounds=2)
    >>> write_csv("planning.csv", rencontre, History(), plan(rencontre)).name
    'planning.csv'
    """
    expect(Rencontre, rencontre=rencontre)
    refuse_contacts(rencontre=rencontre)
    frame = to_frame(made, rencontre, history)

    def save(beside: Path) -> None:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file, delimiter=";")
            lines.writerow(COLUMNS)
            lines.writerows(map(_texts, frame.itertuples(index=False)))

    return write_whole(Path(path), save, lambda beside: beside.read_text(encoding="utf-8-sig"))


def _texts(row: Iterable[object]) -> list[str]:
    shown = (joined(cell) if isinstance(cell, tuple) else cell for cell in row)
    return ["" if cell is None else as_text(str(cell)) for cell in shown]
