"""What an organiser asks to forget, and what she said that still waits: found and told."""

from collections.abc import Iterable

from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.names import matching_key
from speeddating.domain.rencontre import Rencontre
from speeddating.intake.findings import Findings, Place, quoted
from speeddating.intake.table import Row
from speeddating.words import listed


def as_held(names: frozenset[str], history: History) -> frozenset[str]:
    """Each name as the history spells it; one that it does not have as it was typed."""
    held = {encounter.rencontre for encounter in history.encounters if encounter.rencontre}
    spelled: dict[str, set[str]] = {}
    for name in held:
        spelled.setdefault(matching_key(name), set()).add(name)
    return frozenset(found for name in names for found in spelled.get(matching_key(name), {name}))


def tell_what_is_forgotten(
    rencontre: Rencontre, history: History, place: Place, findings: Findings
) -> None:
    """How many pairings count as new again, of which rencontres; and names that nobody knows."""
    past, kept = history.before(rencontre.identity), history.past_of(rencontre)
    held = {one.name for one in past.identities if one is not None}
    for name in sorted(rencontre.forgotten - held):
        findings.notes.append(_note("unknown_forgotten", place, value=quoted(name)))
    if kept.met != past.met:
        left = {one.name for one in kept.identities if one is not None}
        gone = [one.name for one in past.occasions if one.name not in left]
        undated = sorted(held - left - set(gone))
        names = [f"« {quoted(name)} »" for name in dict.fromkeys((*gone, *undated))]
        count = len(past.met - kept.met)
        findings.notes.append(
            _note("forgotten", place, count=count, rencontres=listed(names) or "—")
        )


def tell_what_waits(rows: Iterable[Row], place: Place, findings: Findings) -> None:
    """Answers of the sheet of feedback that no wish and no outcome has taken over."""
    count = sum(1 for row in rows if {"of_entreprise", "of_association"} & set(row.cells))
    if count:
        findings.notes.append(_note("feedback_waits", place, count=count))


def _note(code: str, place: Place, value: str | None = None, **data: object) -> Issue:
    return Issue(code=f"memory.{code}", sheet=place.sheet, value=value, data=data)
