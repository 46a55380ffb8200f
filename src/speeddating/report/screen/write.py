"""The screen's file, whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

from speeddating.checks.belonging import refuse_strangers
from speeddating.domain.kinds import expect
from speeddating.domain.plan import Plan, schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.report.contacts import refuse_contacts
from speeddating.report.screen.content import content
from speeddating.report.screen.render import render
from speeddating.report.writing import write_whole

if TYPE_CHECKING:
    from os import PathLike


def write_screen(path: "str | PathLike[str]", rencontre: Rencontre, made: Plan | Schedule) -> Path:
    """
    Write the room's screen: one HTML file that any browser opens from the disk.

    It counts the rounds down with the time to change tables, shows the next tables page by page,
    and finds people by name or organisation. It holds names, organisations and seats, nothing
    else; it needs no network and asks for none. A plan made anew for the same rencontre (same
    name, same date) goes on where the old screen was.

    Parameters
    ----------
    path
        An existing file is replaced, whole or not at all.
    made
        What is seated; the schedule alone is enough, as ``read_schedule`` gives it. Seats moved by
        hand are shown as they are: :func:`speeddating.check` tells what they break.

    Returns
    -------
    pathlib.Path
        ``path``.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is whole.
    UnsupportedError
        If jinja2 is not installed (extra ``desk``), or a text holds an e-mail address or a
        telephone number.

    Examples
    --------
    >>> from speeddating import plan, sample, write_screen
    >>> rencontre = sample(2, 2, rounds=2)
    >>> write_screen("ecran.html", rencontre, plan(rencontre)).name
    'ecran.html'
    """
    expect(Rencontre, rencontre=rencontre)
    refuse_contacts(rencontre=rencontre)
    refuse_strangers(rencontre, schedule_of(made))
    page = render(content(rencontre, schedule_of(made))).encode("utf-8")

    def verify(written: Path) -> None:
        if written.read_bytes() != page:
            raise ValueError(written.name)

    return write_whole(Path(path), lambda target: target.write_bytes(page), verify)
