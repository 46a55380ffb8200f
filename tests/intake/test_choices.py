from collections.abc import Callable

import pytest

from speeddating.domain.history import Outcome, Source
from speeddating.domain.people import Appetite, Side
from speeddating.intake.choices import language, one_of
from speeddating.intake.findings import RefusedError


@pytest.mark.parametrize(
    "written", ["E", "entreprise", "Entreprises", "ENTREPRISE ", "organisme public", "Collectivité"]
)
def test_public_bodies_count_as_entreprises(written: str) -> None:
    assert one_of(Side)(written) is Side.ENTREPRISE


@pytest.mark.parametrize("written", ["A", "asso", "Associations", "association"])
def test_associations(written: str) -> None:
    assert one_of(Side)(written) is Side.ASSOCIATION


def test_labels_of_both_languages_are_read() -> None:
    assert one_of(Appetite)("jamais deux fois") is one_of(Appetite)("never twice")
    assert one_of(Source)("déjà connus") is Source.ALREADY_KNOWN
    assert one_of(Outcome)("à revoir") is one_of(Outcome)("meet again") is Outcome.AGAIN
    assert language("Anglais") == language("en") == "en"


@pytest.mark.parametrize("parse", [one_of(Side), language])
def test_another_word_is_refused_with_the_choices(parse: Callable[[str], object]) -> None:
    with pytest.raises(RefusedError) as caught:
        parse("autre")
    assert "," in str(caught.value.data["choices"])
