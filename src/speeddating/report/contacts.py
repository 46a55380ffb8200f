"""Nobody's address or telephone number is handed round, in whatever file and field."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel

from speeddating.domain.names import holds_contact
from speeddating.errors import UnsupportedError


def refuse_contacts(**written: object) -> None:
    """
    Every text of what is written, whichever field holds it.

    Raises
    ------
    UnsupportedError
        If one has an e-mail address or a telephone number in it; the sentence says where, such as
        ``rencontre.participants[2].name``, and does not repeat it.
    """
    for name, one in written.items():
        for where in _contacts(one, name):
            raise UnsupportedError("contact", where=where)


def _contacts(one: object, where: str) -> Iterator[str]:
    if isinstance(one, str):
        if holds_contact(one):
            yield where
    elif isinstance(one, BaseModel):
        for name in type(one).model_fields:
            yield from _contacts(getattr(one, name), f"{where}.{name}")
    elif isinstance(one, Mapping):
        for key, value in one.items():
            yield from _contacts(key, where)
            yield from _contacts(value, where)
    elif isinstance(one, Collection):
        for position, value in enumerate(one):
            yield from _contacts(value, f"{where}[{position}]")
