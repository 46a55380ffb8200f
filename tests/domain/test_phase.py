"""What a phase sets."""

import pytest

from speeddating.domain.people import Side
from speeddating.domain.phase import PRESETS, Phase, pursued
from speeddating.domain.score import DEFAULT_LEVELS


def test_every_phase_has_a_preset_and_so_has_none() -> None:
    assert set(PRESETS) == {None, *Phase}


@pytest.mark.parametrize("phase", PRESETS)
def test_a_phase_leaves_no_level_out_and_knows_no_other(phase: Phase | None) -> None:
    assert sorted(PRESETS[phase].levels) == sorted(DEFAULT_LEVELS)
    assert set(PRESETS[phase].appetites) == set(Side)


def test_levels_that_are_pursued_first_are_not_pursued_twice() -> None:
    assert pursued(("b",), ("a", "b", "c")) == ("b", "a", "c")
    assert pursued((), ("a", "b")) == ("a", "b")


@pytest.mark.parametrize("said", ["inter-connaissance", "réflexion", "projet"])
def test_phases_are_called_what_they_have_always_been_in_files(said: str) -> None:
    assert Phase(said).value == said
