"""What came of all the rencontres so far, on one page for whoever pays for them."""

from collections.abc import Callable, Iterator

from speeddating.domain.history import Outcome
from speeddating.domain.people import Side
from speeddating.domain.series import Figures, Series, account, series_of
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Chart, Column, Kind, Sheet, Tone, Value
from speeddating.report.sheets.write import short_date
from speeddating.words import Language, say

Row = tuple[Cell, ...]
Measure = Callable[[Figures], Value]
WIDEST_LABEL = 46


def evening_bilan(evening: Evening) -> Sheet:
    """Of one workbook: its own rencontre as planned, the others as its history has them."""
    history = evening.grown()
    told = account(evening.rencontre, evening.schedule, history)
    ahead = told.model_copy(update={"is_ahead": True})
    return bilan(series_of((ahead,), history), evening.rencontre.language)


def bilan(series: Series, language: Language) -> Sheet:
    """Figures by rencontre, one per column, and what they look like."""
    figures = series.figures()
    rows: list[Row] = []
    where: dict[str, int] = {}
    rows.append(_line("date", [_day(one, language) for one in figures], language))
    for section, measures in SECTIONS:
        if section == "outcomes" and not any(sum(one.account.outcomes.values()) for one in figures):
            continue  # nobody has noted any: that is not none
        rows.append(_heading(section, len(figures), language))
        for key, measure in measures:
            values = [measure(one) for one in figures]
            if set(values) == {None}:
                continue  # nothing tells, of any of them
            where[key] = len(rows)
            rows.append(_line(key, values, language))
    rows += _groups(figures, language)
    return Sheet(
        title=say("report.sheet.bilan", language),
        columns=(
            Column(say("memory.bilan.figure", language), widest=WIDEST_LABEL),
            *(Column(_name(one, language), Kind.NUMBER, widest=16) for one in figures),
        ),
        rows=tuple(rows),
        lead=(
            (Cell(say("report.sheet.bilan", language), Tone.TITLE),),
            (Cell(_sentence(series, figures, language), Tone.SENTENCE),),
            *((Cell(said, Tone.NOTE),) for said in _notes(figures, language)),
        ),
        one_page=True,
        leading=1,
        charts=tuple(
            Chart(
                say(f"memory.chart.{key}", language),
                say(f"memory.unit.{key}", language),
                tuple(where[row] for row in shown),
                names=0,
                is_stacked=key == "held",
            )
            for key, shown in CHARTS
            if len(figures) > 1 and where.keys() >= set(shown)  # one bar compares with nothing
        ),
    )


def _name(one: Figures, language: Language) -> str:
    name = one.account.name
    return say("memory.bilan.planned", language, name=name) if one.account.is_ahead else name


def _notes(figures: tuple[Figures, ...], language: Language) -> Iterator[str]:
    """How to read the figures, and which of them are of an evening that was not held yet."""
    yield say("memory.bilan.how", language)
    if any(one.account.is_ahead for one in figures):
        yield say("memory.bilan.not_yet", language)


def _day(one: Figures, language: Language) -> str:
    """The date, short enough to stand below a column of a chart; else the name."""
    return short_date(one.account.date, language) if one.account.date else one.account.name


def _heading(key: str, count: int, language: Language) -> Row:
    title = Cell(say(f"memory.section.{key}", language), Tone.HEADING)
    return (title, *(Cell(None, Tone.HEADING),) * count)


def _line(key: str, values: list[Value], language: Language) -> Row:
    return (Cell(say(f"memory.measure.{key}", language), Tone.STRONG), *map(Cell, values))


def _groups(figures: tuple[Figures, ...], language: Language) -> Iterator[Row]:
    """Each project group, with its state at each rencontre."""
    names = dict.fromkeys(
        (group.name, group.project) for one in figures for group in one.account.groups
    )
    if not names:
        return
    yield _heading("groups", len(figures), language)
    for name, project in names:
        found = [
            next((g for g in one.account.groups if (g.name, g.project) == (name, project)), None)
            for one in figures
        ]
        label = name if project is None else f"{name} : {project}"
        states = [None if g is None else g.state or say("memory.group", language) for g in found]
        yield (Cell(label, Tone.STRONG), *map(Cell, states))


def _sentence(series: Series, figures: tuple[Figures, ...], language: Language) -> str:
    """« 4 rencontres ont réuni 21 entreprises et 22 associations : … », or will have."""
    if not figures:
        return say("memory.bilan.nothing", language)
    came = series.organisations
    ahead = any(one.account.is_ahead for one in figures)
    return say(
        "memory.bilan.sentence_ahead" if ahead else "memory.bilan.sentence",
        language,
        count=len(figures),
        entreprises=len(came[Side.ENTREPRISE]),
        associations=len(came[Side.ASSOCIATION]),
        met=figures[-1].met,
        possible=figures[-1].possible,
        share=_share(figures[-1]),
    )


def _share(one: Figures) -> int:
    """Met of possible, in whole percent, never rounded up to 100."""
    return 100 * one.met // one.possible if one.possible else 0


def _people(one: Figures, side: Side, kind: str) -> Value:
    counted = one.account.booked if kind == "booked" else _came(one)
    return None if counted is None else counted[side]


def _came(one: Figures) -> dict[Side, int] | None:
    return None if one.account.is_ahead else one.account.came


def _held(one: Figures) -> Value:
    return None if one.account.is_ahead else len(one.account.held)


def _attendance(one: Figures) -> Value:
    booked, came = one.account.booked, _came(one)
    if not booked or not came or not sum(booked.values()):
        return None
    return 100 * sum(came.values()) // sum(booked.values())


def _organisations(side: Side) -> Measure:
    return lambda one: len(one.account.organisations[side])


def _outcome(outcome: Outcome) -> Measure:
    return lambda one: one.account.outcomes.get(outcome, 0)


SECTIONS: tuple[tuple[str, tuple[tuple[str, Measure], ...]], ...] = (
    (
        "attendance",
        (
            ("booked_entreprise", lambda one: _people(one, Side.ENTREPRISE, "booked")),
            ("came_entreprise", lambda one: _people(one, Side.ENTREPRISE, "came")),
            ("booked_association", lambda one: _people(one, Side.ASSOCIATION, "booked")),
            ("came_association", lambda one: _people(one, Side.ASSOCIATION, "came")),
            ("attendance", _attendance),
            ("organisations_entreprise", _organisations(Side.ENTREPRISE)),
            ("organisations_association", _organisations(Side.ASSOCIATION)),
        ),
    ),
    (
        "pairings",
        (
            ("planned", lambda one: None if (p := one.account.planned) is None else len(p)),
            ("held", _held),
            ("new", lambda one: one.new),
            ("again", lambda one: one.again),
            ("met", lambda one: one.met),
            ("possible", lambda one: one.possible),
            ("share", _share),
        ),
    ),
    (
        "equity",
        (
            ("worst_off", lambda one: one.worst_off),
            ("median", lambda one: int(one.median) if one.median % 1 == 0 else one.median),
        ),
    ),
    (
        "outcomes",
        (
            ("outcome_again", _outcome(Outcome.AGAIN)),
            ("outcome_project", _outcome(Outcome.PROJECT)),
            ("outcome_nothing", _outcome(Outcome.NOTHING)),
        ),
    ),
)
"""What is counted, in the order of the page."""

CHARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("held", ("new", "again")),
    ("share", ("share",)),
    ("came", ("came_entreprise", "came_association")),
    ("equity", ("worst_off", "median")),
)
"""What is drawn, two beside each other."""
