"""What a caller hands over, looked at before it is used: a slip gets one sentence, not a trace."""

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import TypeVar, get_args

T = TypeVar("T")

COMES_FROM = {
    "Budget": "such as Budget(seconds=20)",
    "Forecast": "forecast(rencontre) gives one",
    "History": "read_workbook(path) gives one, History() is one without meetings",
    "Job": "such as Job(rencontre)",
    "OwnRule": "it is in speeddating.extend",
    "Plan": "plan(rencontre, history) gives one",
    "Registrations": "read_registrations(path) gives them",
    "Rencontre": "read_workbook(path) gives one, with its History",
    "Series": "read_series(*paths) gives one",
}
"""By the name of a kind, how a caller gets one."""


def expect(kind: type | UnionType, **given: object) -> None:
    """
    Go on only if everything given is of that kind.

    Raises
    ------
    TypeError
        Says which argument is what instead, and where to get the right thing.

    Examples
    --------
    >>> expect(int | None, from_round="3")
    Traceback (most recent call last):
    TypeError: from_round is an int or None, not a str
    """
    for name, value in given.items():
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"{name} is {_wanted(kind)}, not {_a(type(value))}{_from(kind)}")


def expect_each(kind: type | UnionType, name: str, values: Iterable[T]) -> tuple[T, ...]:
    """
    All of ``values``, if each is of that kind.

    Raises
    ------
    TypeError
        Also for a single one: models, named tuples and texts can be iterated over too.

    Examples
    --------
    >>> expect_each(str, "levels", ["new_pairings", "waits"])
    ('new_pairings', 'waits')
    >>> expect_each(str, "levels", "waits")
    Traceback (most recent call last):
    TypeError: levels is a list, not a str: put it in brackets
    """
    given: object = values
    if isinstance(given, kind):
        raise TypeError(f"{name} is a list, not {_a(type(given))}: put it in brackets")
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise TypeError(f"{name} is a list, each {_wanted(kind)}, not {_a(type(given))}")
    found = tuple(values)
    for value in found:
        if not isinstance(value, kind):
            raise TypeError(
                f"each of {name} is {_wanted(kind)}, not {_a(type(value))}{_from(kind)}"
            )
    return found


def _kinds(kind: type | UnionType) -> tuple[type, ...]:
    return get_args(kind) or (kind,)


def _wanted(kind: type | UnionType) -> str:
    return " or ".join("None" if one is NoneType else _a(one) for one in _kinds(kind))


def _a(kind: type) -> str:
    if kind is NoneType:
        return "None"
    return f"{'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"


def _from(kind: type | UnionType) -> str:
    said = [COMES_FROM[one.__name__] for one in _kinds(kind) if one.__name__ in COMES_FROM]
    return f": {said[0]}" if said else ""
