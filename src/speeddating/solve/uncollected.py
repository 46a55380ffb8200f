"""A moment without garbage collection, where many objects are made and none is garbage."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """
    Within this block, or in a function so decorated, the cyclic collector rests.

    Python looks through every object there is each time their number has grown by a quarter;
    making tens of thousands of seats would pay for that several times over.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
