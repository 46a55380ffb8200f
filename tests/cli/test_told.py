"""What people read on the console."""

from speeddating.cli.told import of_led
from speeddating.domain.people import Facilitator
from tests.factories import rencontre, schedule

PUBLISHED = schedule(("1", 1, "e1", "a1", "f1"), ("2", 2, "e1", "a2", "f1"), ("1", 3, "e1", "a1"))
CHANGED = schedule(("2", 1, "e1", "a1"), ("1", 2, "e1", "a2", "f1"), ("1", 3, "e1", "a1", "f1"))


def test_who_accompanies_another_table_than_was_handed_out_is_told_for_rounds_to_come() -> None:
    event = rencontre(2, 2, 2, 3, facilitators=(Facilitator(name="f1"),))
    assert of_led(PUBLISHED, PUBLISHED, event) == []
    assert of_led(PUBLISHED, CHANGED, event) == [
        "Tour 1 : f1 n\N{RIGHT SINGLE QUOTATION MARK}accompagne plus la table 1.",
        "Tour 2 : f1 accompagne la table 1 au lieu de la table 2.",
        "Tour 3 : f1 accompagne la table 1.",
    ]
    later = event.model_copy(update={"resume_at": 3})
    assert of_led(PUBLISHED, CHANGED, later) == ["Tour 3 : f1 accompagne la table 1."]
