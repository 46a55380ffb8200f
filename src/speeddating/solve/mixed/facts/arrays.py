"""The kinds of array this room passes around; what their cells mean stands where they are used."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Integers = NDArray[Any]
"""Persons, tables, counts: int32 or int64, whichever the solver called next takes."""
Floats = NDArray[Any]
"""Weights: float32 or float64."""
Tables = tuple[Integers, Integers]
"""Per side, the table of each person and round."""
