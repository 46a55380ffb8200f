"""Cards four to a page; two, where the rounds are too many or the tables too large for four."""

from itertools import zip_longest
from typing import NamedTuple

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.excel import look
from speeddating.report.excel.cells import put
from speeddating.report.excel.measure import EDGES, line_count
from speeddating.report.excel.paper import PAGE_POINTS, in_pages
from speeddating.report.sheets.cards import Card, Cards, Entry, Stop
from speeddating.report.sheets.model import Tone

WIDTHS = (4.5, 7.0, 6.7, 20.3, 9.0)
"""Of a card's columns, in digits; as many as it has labels."""
GAP_WIDTH, GAP_POINTS = 2.5, 14.0
"""Between two cards: where they are cut apart."""
NAME_SIZE, HOME_SIZE, SIZE, SMALL = 15, 11, 9, 8
LINE_POINTS, AIR_POINTS = 1.22, 4.0
PEN_POINTS = 22.0
"""Height of a line that is written on by hand."""
SIGNED_POINTS = 28.0
"""Where a name is written."""
LEAST_NOTES = 2
SMALLEST = 0.8
"""Share of their size below which two to a page are easier to read."""
RULE = Border(bottom=Side(style="dotted", color=look.GREY))


class Piece(NamedTuple):
    """One cell of a card: a text over so many columns, and how it looks."""

    text: str
    size: int = SIZE
    bold: bool = False
    ink: str = look.INK
    paper: str | None = None
    span: int = 1
    centred: bool = False
    border: Border = look.GRID
    first_bold: bool = False


class Line(NamedTuple):
    """One row of a card, and the height it needs."""

    pieces: tuple[Piece, ...]
    points: float


NO_CARD: list[Line] = []


def print_cards(target: Worksheet, sheet: Cards) -> None:
    """Lay the cards out in pairs, each pair as tall as half a page or as a whole one."""
    lined = [_lines(sheet, card) for card in sheet.cards]
    pairs = list(zip_longest(lined[::2], lined[1::2], fillvalue=NO_CARD))
    to_a_page, room, share = _fitting(max((_height(*pair) for pair in pairs), default=0.0))
    for index, width in enumerate((*WIDTHS, GAP_WIDTH, *WIDTHS), start=1):
        target.column_dimensions[get_column_letter(index)].width = width
    row, ends = 0, []
    for number, pair in enumerate(pairs, start=1):
        row = _pair(target, row, pair, room, share)
        if number % to_a_page == 0 or number == len(pairs):
            ends.append(row)
        else:
            row += 1
            target.row_dimensions[row].height = GAP_POINTS * share
    if not pairs:
        put(target.cell(1, 1), sheet.none)
    in_pages(target, get_column_letter(2 * len(WIDTHS) + 1), ends or [1])


def _fitting(tallest: float) -> tuple[int, float, float]:
    """How many pairs to a page, the height of each, and the share of their size they print at."""
    for to_a_page in (2, 1):
        gaps = (to_a_page - 1) * GAP_POINTS
        room = max(tallest, (PAGE_POINTS - gaps) / to_a_page)
        share = min(1.0, PAGE_POINTS / (to_a_page * room + gaps))
        if share >= SMALLEST:
            break
    return to_a_page, room, share


def _lines(sheet: Cards, card: Card) -> list[Line]:
    """A card from its name to the heading of its notes."""
    lines = [*_head(card), _line(*(_label(text) for text in sheet.header))]
    for stop in card.stops:
        lines += _stop(stop, sheet.choice)
    return [*lines, _line(Piece(sheet.notes, SMALL, bold=True, ink=look.GREY, span=len(WIDTHS)))]


def _head(card: Card) -> list[Line]:
    """Whose card it is, and of which evening; on a blank one, room to write it."""
    across = len(WIDTHS)
    small = look.PAPER_OF.get(card.tone)
    below = _line(Piece(card.occasion, SMALL, ink=look.GREY, paper=small, span=across))
    if card.tone is Tone.BLANK:
        rows = [
            Line((Piece(t, span=across),), SIGNED_POINTS) for t in (card.name, card.organisation)
        ]
        return [*rows, below]
    dark = look.HEADER_PAPER.get(card.tone)
    return [
        _line(Piece(card.name, NAME_SIZE, bold=True, ink=look.WHITE, paper=dark, span=across)),
        _line(Piece(card.organisation, HOME_SIZE, ink=look.WHITE, paper=dark, span=across)),
        below,
    ]


def _label(text: str) -> Piece:
    return Piece(text, SMALL, bold=True, paper=look.MIST, centred=True)


def _stop(stop: Stop, choice: str) -> list[Line]:
    """One line for each person met; the round stands on the first of them."""
    lines = []
    for number, entry in enumerate(stop.entries):
        told = (stop.round, stop.time, stop.table) if number == 0 else ("", "", "")
        left = [Piece(text, bold=index != 1, centred=True) for index, text in enumerate(told)]
        line = _line(*left, *_entry(entry, choice))
        lines.append(line._replace(points=max(line.points, PEN_POINTS)) if entry.ask else line)
    return lines


def _entry(entry: Entry, choice: str) -> tuple[Piece, ...]:
    paper = look.PAPER_OF.get(entry.tone)
    if not entry.ask:
        return (Piece(entry.text, paper=paper, span=2, ink=look.INK_OF.get(entry.tone, look.INK)),)
    return Piece(entry.text, paper=paper, first_bold=True), Piece(choice, SMALL)


def _line(*pieces: Piece) -> Line:
    """As tall as the piece that needs most."""
    tallest, column = 0.0, 0
    for piece in pieces:
        width = sum(WIDTHS[column : column + piece.span]) - EDGES
        scale = piece.size / look.SIZE
        first, _, rest = piece.text.partition("\n")
        count = line_count(first, width, bold=piece.bold or piece.first_bold, scale=scale)
        count += line_count(rest, width, bold=piece.bold, scale=scale) if rest else 0
        tallest = max(tallest, count * piece.size * LINE_POINTS + AIR_POINTS)
        column += piece.span
    return Line(pieces, tallest)


def _height(*pair: list[Line]) -> float:
    """Of two cards side by side, with the fewest lines for notes."""
    rows = zip_longest(*pair, fillvalue=Line((), 0.0))
    return sum(max(line.points for line in row) for row in rows) + LEAST_NOTES * PEN_POINTS


def _pair(
    target: Worksheet, row: int, pair: tuple[list[Line], list[Line]], room: float, share: float
) -> int:
    """Two cards from the row after ``row`` on, filled up with lines for notes; the last row."""
    printed = room - (_height(*pair) - LEAST_NOTES * PEN_POINTS)
    count = int(printed / PEN_POINTS)
    note = Line((Piece("", span=len(WIDTHS), border=RULE),), printed / count)
    length = max(map(len, pair)) + count
    full = [card + [note] * (length - len(card)) if card else [] for card in pair]
    for left, right in zip_longest(*full, fillvalue=Line((), 0.0)):
        row += 1
        target.row_dimensions[row].height = share * max(left.points, right.points)
        _write(target, row, 1, left, share)
        _write(target, row, len(WIDTHS) + 2, right, share)
    return row


def _write(target: Worksheet, row: int, column: int, line: Line, share: float) -> None:
    for piece in line.pieces:
        for beside in range(column, column + piece.span):
            cell = target.cell(row, beside)
            cell.border = piece.border
            if piece.paper:
                cell.fill = PatternFill("solid", fgColor=piece.paper)
        cell = target.cell(row, column)
        size = round(piece.size * share, 1)
        bold = InlineFont(rFont=look.FONT, sz=size, b=True) if piece.first_bold else None
        put(cell, piece.text or None, bold)
        cell.font = Font(name=look.FONT, size=size, bold=piece.bold, color=piece.ink)
        cell.alignment = Alignment(
            horizontal="center" if piece.centred else "left", vertical="center", wrap_text=True
        )
        if piece.span > 1:
            target.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + piece.span - 1
            )
        column += piece.span
