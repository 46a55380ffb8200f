"""Reasons in words, those that name other demands too."""

import pytest

from speeddating.domain.issue import Reason
from speeddating.words import LANGUAGES, Language

PROMISE = Reason(code="reasons.least_meetings", data={"name": "e1", "least": 3})
LOCK = Reason(code="reasons.locks_are_kept", data={"name": "e2", "round": 2, "table": "1"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_out_names_the_demands_to_give_up_one_after_the_other(language: Language) -> None:
    way_out = Reason(code="reasons.drop_together", data={"count": 2, "demands": [PROMISE, LOCK]})
    said = way_out.sentence(language)
    assert f"{PROMISE.sentence(language)} {LOCK.sentence(language)}" in said
    assert way_out.is_way_out
    assert not PROMISE.is_way_out
