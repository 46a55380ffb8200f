"""What every model shares: immutability, strictness, identifiers, text that can be printed."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, NewType, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from speeddating.domain.names import holds_contact
from speeddating.words import say

LONGEST_TEXT = 200

OrganisationId = NewType("OrganisationId", str)
ParticipantId = NewType("ParticipantId", str)
FacilitatorId = NewType("FacilitatorId", str)
TableId = NewType("TableId", str)
PartyId = OrganisationId | ParticipantId
"""Whoever a wish may name: an organisation or one of its people."""


class Frozen(BaseModel):
    """Immutable, strict about types, refuses unknown fields; errors do not print what was given."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def model_copy(
        self,
        *,
        update: Mapping[str, Any] | None = None,
        deep: bool = False,  # noqa: ARG002  # parts are immutable
    ) -> Self:
        """
        A copy with the fields of ``update``, checked like any other model.

        Pydantic's own copy checks nothing and keeps what cached properties remember of the old.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | dict(update or {}))


def refusal(code: str, **data: object) -> PydanticCustomError:
    """What a validator raises: ``code`` and ``data`` for programs, a sentence for people."""
    # The sentence comes last: pydantic fills in one item after the other, names with braces too.
    return PydanticCustomError(code, "{sentence}", {**data, "sentence": say(code, **data)})  # type: ignore[arg-type]


def hidden_character(text: str) -> str | None:
    """The first character that no printed page can show, as ``U+202E``; None in plain text."""
    if text.isprintable():
        return None
    for character in text:
        # Cc control, Cf format (bidi overrides, zero width), Cs surrogate, Cn unassigned,
        # Zl and Zp line separators: each is invisible or breaks a cell.
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}:
            return f"U+{ord(character):04X}"
    return None


def _printable(text: object) -> object:
    if not isinstance(text, str):
        return text
    hidden = hidden_character(text)
    if hidden is not None:
        shown = "".join(
            "\N{REPLACEMENT CHARACTER}" if hidden_character(c) else c for c in text[:40]
        )
        raise refusal("domain.hidden_character", text=shown, character=hidden)
    if text != text.strip():
        raise refusal("domain.outer_space", text=text)
    if holds_contact(text):
        raise refusal("domain.contact")
    return unicodedata.normalize("NFC", text)


Printable = BeforeValidator(_printable)
"""
No hidden character, no space around, no e-mail address or telephone number, in composed form (NFC);
for identifiers too.
"""

Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT), Printable]
"""One line that can be printed: 1 to 200 characters."""

Words = Annotated[frozenset[Text], PlainSerializer(sorted, return_type=list[str], when_used="json")]
"""Written in ascending order, so that equal models make equal files."""

Numbers = Annotated[
    frozenset[int], PlainSerializer(sorted, return_type=list[int], when_used="json")
]
"""Rounds by number; written in ascending order."""
