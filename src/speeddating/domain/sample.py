"""An invented rencontre, to try things on: in examples, in a demonstration, in a test."""

import datetime as dt

from speeddating.domain.kinds import expect
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import one_to_one
from speeddating.domain.room import rounds as numbered
from speeddating.words import Language, default_language, say

DAY = dt.date(2026, 11, 24)


def sample(
    entreprises: int = 14,
    associations: int = 16,
    *,
    rounds: int = 6,
    language: Language | None = None,
) -> Rencontre:
    """
    Organisations that nobody knows, one person each, at tables of one and one.

    Parameters
    ----------
    entreprises, associations
        Organisations of each side; as many tables as the smaller side.
    rounds
        Of ten minutes.
    language
        Of the names; without one, that of the reader.

    Examples
    --------
    >>> from speeddating import sample
    >>> invented = sample(2, 3, rounds=4, language="en")
    >>> [one.name for one in invented.organisations][:3]
    ['Entreprise 1', 'Entreprise 2', 'Association 1']
    >>> len(invented.tables), len(invented.rounds)
    (2, 4)
    """
    expect(int, entreprises=entreprises, associations=associations, rounds=rounds)
    spoken = language or default_language()
    homes = tuple(
        Organisation(name=say(f"desk.demo_{side}", spoken, number=number), side=side)
        for side, count in zip(Side, (entreprises, associations), strict=True)
        for number in range(1, count + 1)
    )
    return Rencontre(
        name=say("desk.demo", spoken), date=DAY, language=spoken, organisations=homes,
        tables=one_to_one(min(entreprises, associations)), rounds=numbered(rounds),
        participants=tuple(
            Participant(name=say("desk.demo_person", spoken, number=number), organisation=home.id)
            for number, home in enumerate(homes, start=1)
        ),
    )  # fmt: skip
