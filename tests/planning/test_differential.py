"""Engines, formulations, workers, presolve and enumeration agree; more of it is run by hand."""

from collections import Counter

import pytest

from tests.planning.differential import FEW_WAYS, KINDS, compared

SHARE, SOAK = 15, 2_000


def agreed(kind: str, instances: int, by: int) -> Counter[str]:
    told = compared(kind, instances, by)
    assert told["instances"] == instances
    assert all(told[way.name] == instances for way in FEW_WAYS)
    assert 0 < told["possible"] <= instances
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_solve_agrees_with_every_schedule(kind: str) -> None:
    agreed(kind, SHARE, by=1)


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_solve_agrees_on_thousands(kind: str) -> None:
    told = agreed(kind, SOAK, by=8)
    assert told["different"] > SOAK / 2
    assert told["possible"] > SOAK / 4
