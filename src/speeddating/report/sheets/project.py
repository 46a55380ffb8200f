"""What the summary says of the phase and of the project groups."""

from collections import Counter
from collections.abc import Iterator

from speeddating.domain.demands import ProjectGroup
from speeddating.domain.people import Side
from speeddating.domain.phase import pursued
from speeddating.domain.plan import Plan
from speeddating.report.evening import Evening
from speeddating.report.sheets.write import round_list, table_name
from speeddating.words import listed, say

Line = tuple[str, str]
"""What it is about, and what is said of it."""


def phase_lines(evening: Evening, made: Plan) -> Iterator[Line]:
    """The phase, and what it decided of this plan because nobody else had."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    if rencontre.phase is None:
        return
    yield (
        say("phase.phase", language),
        say(f"workbook.choice.{rencontre.phase}", language),
    )
    order = tuple(bound.level for bound in made.bounds if bound.level != "kept")
    is_usual = order == pursued((), rencontre.preset.levels)
    yield (
        say("phase.order", language),
        say("phase.order.usual" if is_usual else "phase.order.chosen", language),
    )
    silent = Counter(o.side for o in rencontre.attending if o.appetite is None)
    if silent:
        said = [
            say(
                f"phase.appetite.{side}",
                language,
                count=silent[side],
                appetite=say(f"workbook.choice.{rencontre.preset.appetites[side]}", language),
            )
            for side in Side
            if silent[side]
        ]
        yield say("phase.appetite", language), " ; ".join(said)


def group_lines(evening: Evening) -> Iterator[Line]:
    """Each project group: when and where it sits, and who accompanies it."""
    for group in evening.rencontre.groups:
        yield group.name, " · ".join(_of(evening, group))


def _of(evening: Evening, group: ProjectGroup) -> Iterator[str]:
    language = evening.rencontre.language
    sittings = evening.sittings_of(group)
    if not sittings:
        yield say("phase.group.apart", language)
    tables: dict[str, list[int]] = {}
    for seating in sittings:
        tables.setdefault(str(table_name(seating.table)), []).append(seating.round)
    for table, numbers in tables.items():
        yield say(
            "phase.group.table", language,
            count=len(numbers), table=table, rounds=round_list(numbers) or "",
        )  # fmt: skip
    if group.facilitator is not None:
        names = {f.id: f.name for f in evening.rencontre.facilitators}
        yield say("report.accompanied", language, name=names[group.facilitator])
    homes = [evening.organisation(one).name for one in group.organisations]
    yield listed(homes, language)
    for number, gone in evening.without(group):
        yield say("phase.group.without", language, round=number, names=listed(gone, language))
