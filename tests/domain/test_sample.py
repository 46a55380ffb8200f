"""A rencontre that nobody knows: as large as asked for, the same each time."""

import pytest

from speeddating import Side, sample
from speeddating.words import LANGUAGES, Language, say


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("entreprises", "associations"), [(2, 3), (3, 2), (1, 1)])
def test_an_invented_rencontre_is_as_large_as_asked_for(
    entreprises: int, associations: int, language: Language
) -> None:
    made = sample(entreprises, associations, rounds=4, language=language)
    assert (len(made.on(Side.ENTREPRISE)), len(made.on(Side.ASSOCIATION))) == (
        entreprises, associations,
    )  # fmt: skip
    assert len(made.tables) == min(entreprises, associations)
    assert made.one_to_one
    assert made.working_rounds == (1, 2, 3, 4)
    assert made.language == language
    assert made.name == say("desk.demo", language)
    for names in ([o.name for o in made.organisations], [p.name for p in made.participants]):
        assert len({*names}) == entreprises + associations
    numbers = [*range(1, entreprises + 1), *range(1, associations + 1)]
    assert [o.name.rsplit(" ", 1)[1] for o in made.organisations] == list(map(str, numbers))
    everybody = range(1, entreprises + associations + 1)
    assert [p.name.rsplit(" ", 1)[1] for p in made.participants] == list(map(str, everybody))
    assert [p.organisation for p in made.participants] == [o.id for o in made.organisations]
    assert made == sample(entreprises, associations, rounds=4, language=language)
