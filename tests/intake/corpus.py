"""
Files that an importer meets and must survive, each made by a few lines: nothing is kept as bytes.

``CORPUS[name]()`` gives the content; ``python -m tests.intake.corpus FOLDER`` writes them all.
"""

import struct
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from tests.intake.books import book, content, with_part

Make = Callable[[], bytes]
MANIFEST, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
RELATIONS, STYLES, STRINGS = "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"
SHEET, CORE = "xl/worksheets/sheet1.xml", "docProps/core.xml"
PARTS = (MANIFEST, WORKBOOK, RELATIONS, STYLES, STRINGS, SHEET, CORE, "xl/theme/theme1.xml")
NEVER_OPENED = ("core.xml.xlsx", "theme1.xml.xlsx")
"""Parts that no reader looks into, whatever they hold."""
END = b"</sheetData>"
HEADER = b'<?xml version="1.0"?>\n'


def plain() -> bytes:
    """What all the others are made from: a sheet of participants that can be read."""
    return content(book(Souhaits=[("De", "Vers"), ("Ateliers Verts", "Zoé Roux")]))


def _part(part: str, change: Callable[[bytes], bytes]) -> Make:
    return lambda: with_part(shared(), part, change)


def _in_sheet(rows: Callable[[], bytes]) -> Make:
    """Further rows below those that are there."""
    return _part(SHEET, lambda old: old.replace(END, rows() + END))


def _after_sheet(elements: Callable[[], bytes]) -> Make:
    return _part(SHEET, lambda old: old.replace(END, END + elements()))


def _many(count: int, row: bytes, first: int = 9) -> bytes:
    return b"".join(row % {b"n": number} for number in range(first, first + count))


def _document_type(declared: bytes, used: bytes = b"&a;") -> Callable[[bytes], bytes]:
    """The part with a document type before its first element, and an entity in that element."""

    def change(old: bytes) -> bytes:
        at = old.index(b"<", old.index(b"?>") if b"?>" in old else 0)
        name = old[at + 1 :].split(b" ", 1)[0].split(b">", 1)[0]
        body = old[at:].replace(b"</%b>" % name, used + b"</%b>" % name)
        return HEADER + b"<!DOCTYPE %b [%b]>" % (name, declared) + body

    return change


LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%b">' % (after, b"&%c;" % before * 10)
    for before, after in zip(b"abcdefghi", b"bcdefghij", strict=True)
)
ENTITIES = {
    "laughs": (LAUGHS, b"&j;"),
    "quadratic": (b'<!ENTITY a "%b">' % (b"x" * 50_000), b"&a;" * 5_000),
    "external": (b'<!ENTITY a SYSTEM "file:///etc/hostname">', b"&a;"),
    "network": (b'<!ENTITY a SYSTEM "http://127.0.0.1:9/x">', b"&a;"),
    "parameter": (b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;', b""),
}


def _zip(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name given twice, which is the point of one
        for name, held in parts:
            made.writestr(name, held)
    return target.getvalue()


def _parts() -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(plain())) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]


def _beside(*more: tuple[str, bytes]) -> Make:
    """The plain package with further parts."""
    return lambda: _zip([*_parts(), *more])


def _sheets(count: int, *, one_part: bool, held: bytes = b"") -> bytes:
    """``count`` sheets, each a part of its own or all the same one."""
    names = [f"sheet{1 if one_part else n}.xml" for n in range(1, count + 1)]
    listed = "".join(f'<sheet name="F{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    linked = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/{name}"/>'
        for n, name in enumerate(names, start=1)
    )
    sheet = b'<worksheet xmlns="%b"><sheetData>%b%b' % (spreadsheet.encode(), held, END)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = {
        WORKBOOK: f'<workbook xmlns="{spreadsheet}" xmlns:r="{office}"><sheets>{listed}</sheets>'
        "</workbook>",
        RELATIONS: f'<Relationships xmlns="{package}">{linked}</Relationships>',
    }
    kept = [(name, old) for name, old in _parts() if name not in made and "sheets/" not in name]
    parts = [(f"xl/worksheets/{name}", sheet + b"</worksheet>") for name in dict.fromkeys(names)]
    return _zip([*kept, *((name, text.encode()) for name, text in made.items()), *parts])


def shared() -> bytes:
    """The plain workbook with a text that is shared, as Excel writes texts."""
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    changes = {
        SHEET: (
            '<c r="A2" t="inlineStr"><is><t>Ana Brun</t></is></c>',
            '<c r="A2" t="s"><v>0</v></c>',
        ),
        MANIFEST: ("</Types>", f'<Override ContentType="{kind}" PartName="/{STRINGS}"/></Types>'),
    }
    parts = dict(_parts())
    for name, (old, new) in changes.items():
        parts[name] = parts[name].replace(old.encode(), new.encode())
    strings = f'<sst xmlns="{spreadsheet}"><si><t>Ana Brun</t></si></sst>'
    return _zip([*parts.items(), (STRINGS, strings.encode())])


def _strings(items: Callable[[], bytes]) -> Make:
    return _part(STRINGS, lambda old: old.replace(b"</sst>", items() + b"</sst>"))


def _flagged(offset_local: int, offset_central: int, value: int) -> Make:
    """Every local and central header with one 16-bit field changed."""

    def make() -> bytes:
        made = bytearray(plain())
        for mark, offset in ((b"PK\x03\x04", offset_local), (b"PK\x01\x02", offset_central)):
            at = made.find(mark)
            while at >= 0:
                struct.pack_into("<H", made, at + offset, value)
                at = made.find(mark, at + 4)
        return bytes(made)

    return make


def _lying_about_sizes() -> bytes:
    """The central directory says that each part unpacks to ten bytes."""
    made = bytearray(plain())
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", made, at + 24, 10)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def _nested(depth: int) -> bytes:
    held = zlib.compress(b" " * 1_000_000)
    for _ in range(depth):
        held = _zip([("xl/embeddings/inside.xlsx", held)], zipfile.ZIP_STORED)
    return _zip([*_parts(), ("xl/embeddings/inside.xlsx", held)])


def _old_excel() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000


def _list(lines: int, line: bytes) -> bytes:
    return b"Nom;Organisation;C\xc3\xb4t\xc3\xa9\r\n" + line * lines


def _long(character: bytes, length: int = 99_000) -> bytes:
    """A text that packs as badly as a real one."""
    return b"".join(b"%b%05d" % (character, n) for n in range(length // (len(character) + 5)))


def _everywhere(text: bytes, lines: int, sheet: str, columns: dict[str, str]) -> bytes:
    """One shared text in these columns of so many lines: a few bytes each time."""
    made = with_part(shared(), STRINGS, lambda old: old.replace(b"Ana Brun", text))
    first = b"".join(
        b'<c r="%b1" t="inlineStr"><is><t>%b</t></is></c>' % (at.encode(), said.encode())
        for at, said in columns.items()
    )
    rows = b"".join(
        b'<row r="%d">%b</row>'
        % (n, b"".join(b'<c r="%b%d" t="s"><v>0</v></c>' % (at.encode(), n) for at in columns))
        for n in range(2, lines + 2)
    )
    held = b'<row r="1">%b</row>%b' % (first, rows)
    start = b"<sheetData>"

    def body(old: bytes) -> bytes:
        return old[: old.index(start)] + start + held + old[old.index(END) :]

    def title(old: bytes) -> bytes:
        return old.replace(b'"Souhaits"', b'"%b"' % sheet.encode())

    return with_part(with_part(made, "xl/worksheets/sheet2.xml", body), WORKBOOK, title)


CELL = b'<row r="9"><c r="A9" %b</c></row>'
BOOKS: dict[str, Make] = {
    "plain": plain,
    "shared": shared,
    # what the file is
    "empty": lambda: b"",
    "cut": lambda: plain()[:2_000],
    "old_excel": _old_excel,
    "password": lambda: _old_excel() + "EncryptedPackage".encode("utf-16-le"),
    "open_document": lambda: _zip(
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]
    ),
    "binary_excel": lambda: _zip([(MANIFEST, b"<Types/>"), ("xl/workbook.bin", b"x" * 99)]),
    "word": lambda: _zip([(MANIFEST, b"<Types/>"), ("word/document.xml", b"<a/>")]),
    "page": lambda: b"<html><table><tr><td>Nom</td></tr></table></html>",
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    "script": lambda: b"MZ" + b"\0" * 99,
    # the package
    "bomb": lambda: with_part(plain(), SHEET, lambda old: old + b" " * 300_000_000),
    "part_beside_bomb": _beside(("xl/media/image1.png", b"\0" * 150_000_000)),
    "nested_zips": lambda: _nested(50),
    "five_thousand_parts": _beside(*((f"xl/media/{n}", b"") for n in range(5_001))),
    "absolute_names": _beside(("/etc/passwd", b"x"), ("../../outside.txt", b"x"), ("C:\\x", b"x")),
    "name_of_megabyte": _beside(("x" * 65_000, b"x")),
    "part_twice": _beside((SHEET, b"<worksheet/>")),
    "part_twice_in_capitals": _beside((SHEET.upper(), b"<worksheet/>")),
    "locked_parts": _flagged(6, 8, 1),
    "unknown_compression": _flagged(8, 10, 99),
    "wrong_compression": _flagged(8, 10, 12),
    "stored_though_packed": _flagged(8, 10, 0),
    "lying_sizes": _lying_about_sizes,
    "bzip2": lambda: _zip(_parts(), zipfile.ZIP_BZIP2),
    "lzma": lambda: _zip(_parts(), zipfile.ZIP_LZMA),
    "ends_with_rubbish": lambda: plain() + b"\0" * 70_000,
    "nothing_inside": lambda: _zip([]),
    # the workbook
    **{
        f"{kind}_in_{part.rpartition('/')[2]}": _part(part, _document_type(declared, used))
        for kind, (declared, used) in ENTITIES.items()
        for part in PARTS
    },
    **{
        f"deep_{part.rpartition('/')[2]}": _part(
            part, lambda old: old[: old.rindex(b"</")] + b"<a>" * 500_000
        )
        for part in PARTS
    },
    **{
        f"long_attribute_in_{part.rpartition('/')[2]}": _part(
            part,
            lambda old: (
                old[: old.rindex(b"</")]
                + b'<a b="%b"/>' % b"".join(b"%07d " % n for n in range(4_000_000))
                + old[old.rindex(b"</") :]
            ),
        )
        for part in (MANIFEST, STRINGS, SHEET)
    },
    "many_attributes": _after_sheet(
        lambda: b"<a " + b" ".join(b'x%d=""' % n for n in range(1_000_000)) + b"/>"
    ),
    "many_namespaces": _after_sheet(
        lambda: b"<a " + b" ".join(b'xmlns:x%d="u"' % n for n in range(1_000_000)) + b"/>"
    ),
    "long_comment": _after_sheet(
        lambda: b"<!--" + b"".join(b"%07d " % n for n in range(5_000_000)) + b"-->"
    ),
    "long_name": _after_sheet(lambda: b"<" + bytes(range(97, 123)) * 1_500_000 + b"/>"),
    "sheet_in_utf_16": _part(SHEET, lambda old: old.decode().encode("utf-16")),
    "sheet_in_utf_7": _part(SHEET, lambda old: b'<?xml version="1.0" encoding="utf-7"?>' + old),
    "unknown_encoding": _part(SHEET, lambda old: b'<?xml version="1.0" encoding="x-y"?>' + old),
    "two_thousand_sheets": lambda: _sheets(2_000, one_part=False),
    "one_part_a_thousand_times": lambda: _sheets(
        1_000,
        one_part=True,
        held=_many(15_000, b'<row r="%(n)d"><c r="A%(n)d"><v>1</v></c></row>'),
    ),
    "corner_in_fifty_sheets": lambda: _sheets(
        50, one_part=False, held=b'<row r="50000"><c r="GR50000"><v>1</v></c></row>'
    ),
    "no_sheet": _part(WORKBOOK, lambda old: old.replace(b"<sheet ", b"<leaf ")),
    "sheet_outside": _part(
        RELATIONS, lambda old: old.replace(b"worksheets/sheet1.xml", b"../../etc/passwd")
    ),
    "sheet_on_the_network": _part(
        RELATIONS,
        lambda old: old.replace(
            b'"/xl/worksheets/sheet1.xml"', b'"http://127.0.0.1:9/a" TargetMode="External"'
        ),
    ),
    "links_to_other_files": _beside(
        ("xl/externalLinks/externalLink1.xml", b"<externalLink><externalBook/></externalLink>"),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", b'<a Target="file:///etc/passwd"/>'),
    ),
    "macros": _beside(("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 1_000)),
    "million_styles": _part(
        STYLES, lambda old: old.replace(b"</cellXfs>", b"<xf/>" * 1_000_000 + b"</cellXfs>")
    ),
    "many_styles": _part(
        STYLES,
        lambda old: old.replace(b"</cellXfs>", b'<xf fontId="0"/>' * 60_000 + b"</cellXfs>"),
    ),
    "many_fonts": _part(
        STYLES,
        lambda old: old.replace(b"</fonts>", b"<font><b/></font>" * 60_000 + b"</fonts>"),
    ),
    "many_formats": _part(
        STYLES,
        lambda old: old.replace(
            b"<fonts",
            b"<numFmts>"
            + _many(60_000, b'<numFmt numFmtId="%(n)d" formatCode="0&quot;%(n)d&quot;"/>', 200)
            + b"</numFmts><fonts",
            1,
        ),
    ),
    "hundred_thousand_kinds_of_part": _part(
        MANIFEST,
        lambda old: old.replace(
            b"</Types>",
            _many(290_000, b'<Default ContentType="a/b" Extension="%(n)d"/>') + b"</Types>",
        ),
    ),
    "more_styles_than_excel_has": _part(
        STYLES,
        lambda old: old.replace(
            b"</cellXfs>",
            _many(99_000, b'<xf numFmtId="0"><alignment indent="%(n)d"/></xf>') + b"</cellXfs>",
        ),
    ),
    "million_names": _part(
        WORKBOOK,
        lambda old: old.replace(
            b"</workbook>",
            b"<definedNames>"
            + _many(290_000, b'<definedName name="n%(n)d">A1</definedName>')
            + b"</definedNames></workbook>",
        ),
    ),
    # texts
    "million_strings": _strings(lambda: _many(1_000_000, b"<si><t>%(n)d</t></si>")),
    "many_strings": _strings(lambda: _many(140_000, b"<si><t>%(n)d</t></si>")),
    "long_string": _strings(
        lambda: b"<si><t>" + b"".join(b"%07d " % n for n in range(4_000_000)) + b"</t></si>"
    ),
    "shared_text_in_pieces": _strings(
        lambda: b"<si>" + b"<r><t>%b</t></r>" % _long(b"a") * 300 + b"</si>"
    ),
    "many_long_strings": _strings(lambda: b"<si><t>%b</t></si>" % _long("é".encode()) * 400),
    "many_escapes": _strings(lambda: b"<si><t>%b</t></si>" % _long(b"_x005F_") * 400),
    "one_text_everywhere": lambda: _everywhere(
        _long(b"a "),
        40_000,
        "Participants",
        {"A": "Nom", "B": "Organisation", "C": "Côté"},
    ),
    "one_escape_everywhere": lambda: _everywhere(
        _long(b"_x0041_"), 40_000, "Historique", {"A": "Entreprise", "B": "Association"}
    ),
    "one_list_everywhere": lambda: _everywhere(
        _long(b";"), 20_000, "Organisations", {"A": "Thèmes", "B": "Besoins"}
    ),
    "many_runs": _strings(lambda: b"<si>" + _many(140_000, b"<r><t>%(n)d</t></r>") + b"</si>"),
    "string_that_is_not_there": _in_sheet(lambda: CELL % b't="s"><v>99999</v>'),
    "negative_string": _in_sheet(lambda: CELL % b't="s"><v>-1</v>'),
    # cells
    "million_rows": _in_sheet(lambda: _many(1_000_000, b'<row r="%(n)d"/>')),
    "many_cells": _in_sheet(
        lambda: _many(30_000, b'<row r="%(n)d"><c r="A%(n)d"><v>%(n)d</v></c></row>')
    ),
    "ghosts": _in_sheet(
        lambda: _many(70_000, b'<row r="%(n)d"><c r="A%(n)d"/><c r="B%(n)d"/></row>')
    ),
    "corner": _in_sheet(lambda: b'<row r="50000"><c r="GR50000"><v>1</v></c></row>'),
    "far_cell": _in_sheet(lambda: b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "beyond_excel": _in_sheet(lambda: b'<row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row>'),
    "wrong_dimension": _part(
        SHEET, lambda old: old.replace(b'ref="A1:C4"', b'ref="A1:XFD1048576"')
    ),
    "too_small_dimension": _part(SHEET, lambda old: old.replace(b'ref="A1:C4"', b'ref="A1:A1"')),
    "long_reference": _in_sheet(lambda: b'<row r="9"><c r="%b9"/></row>' % (b"A" * 1_000_000)),
    "long_row_number": _in_sheet(lambda: b'<row r="%b"/>' % (b"9" * 5_000)),
    "rows_backwards": _in_sheet(lambda: b'<row r="3"><c r="A3"><v>1</v></c></row>'),
    "cell_twice": _in_sheet(
        lambda: b'<row r="9"><c r="A9"><v>1</v></c><c r="A9"><v>2</v></c></row>'
    ),
    "cells_backwards": _in_sheet(
        lambda: b'<row r="9"><c r="B9"><v>1</v></c><c r="A9"><v>2</v></c></row>'
    ),
    "infinite_number": _in_sheet(lambda: CELL % b"><v>1e999</v>"),
    "no_number": _in_sheet(lambda: CELL % b"><v>nan</v>"),
    "long_number": _in_sheet(lambda: CELL % b"><v>%b</v>" % (b"9" * 90_000)),
    "date_beyond_time": _in_sheet(lambda: CELL % b't="d"><v>99999-99-99</v>'),
    "unknown_type": _in_sheet(lambda: CELL % b't="zz"><v>1</v>'),
    "style_that_is_not_there": _in_sheet(lambda: CELL % b's="99999"><v>1</v>'),
    "truth_of_a_kind": _in_sheet(lambda: CELL % b't="b"><v>7</v>'),
    "text_without_text": _in_sheet(lambda: CELL % b't="inlineStr">'),
    "formula_of_megabyte": _in_sheet(lambda: CELL % b"><f>1%b</f>" % (b"+1" * 500_000)),
    "formula_that_runs": _in_sheet(lambda: CELL % b"t=\"str\"><f>cmd|' /C calc'!A0</f><v>x</v>"),
    "many_columns": _in_sheet(lambda: b'<row r="9">' + b"<c><v>1</v></c>" * 20_000 + b"</row>"),
    "cell_in_pieces": _in_sheet(
        lambda: CELL % (b't="inlineStr"><is>' + b"<r><t>%b</t></r>" % _long(b"a") * 300 + b"</is>")
    ),
    "cell_in_a_cell": _in_sheet(lambda: CELL % b"><v>1</v><c/>"),
    "word_without_end": _in_sheet(
        lambda: CELL % (b't="inlineStr"><is><t>%b</t></is>' % (b"a" * 99_000))
    ),
    "time_of_many_spaces": lambda: content(
        book(Rencontre=[("Paramètre", "Valeur"), ("Début", f"18h{' ' * 30_000}x")])
    ),
    # beside the cells
    "far_merge": _after_sheet(lambda: b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "column_merge": _after_sheet(lambda: b'<mergeCells><mergeCell ref="A:A"/></mergeCells>'),
    "million_merges": _after_sheet(
        lambda: (
            b"<mergeCells>" + _many(740_000, b'<mergeCell ref="A%(n)d:A%(n)d"/>') + b"</mergeCells>"
        )
    ),
    "many_merges": _after_sheet(
        lambda: b"<mergeCells>" + b'<mergeCell ref="A1:A19"/>' * 1_000 + b"</mergeCells>"
    ),
    "million_validations": _after_sheet(
        lambda: (
            b"<dataValidations>"
            + b'<dataValidation type="list" sqref="A1"><formula1>"a"</formula1></dataValidation>'
            * 370_000
            + b"</dataValidations>"
        )
    ),
    "far_validation": _after_sheet(
        lambda: (
            b'<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"/>'
            b"</dataValidations>"
        )
    ),
    "million_conditions": _after_sheet(lambda: b'<conditionalFormatting sqref="A1"/>' * 700_000),
    "million_links": _after_sheet(
        lambda: b"<hyperlinks>" + b'<hyperlink ref="A1" location="x"/>' * 700_000 + b"</hyperlinks>"
    ),
    "hidden_columns_without_end": _part(
        SHEET,
        lambda old: old.replace(
            b"<sheetData>", b'<cols><col hidden="1" min="1" max="99999999"/></cols><sheetData>'
        ),
    ),
    "hidden_columns_before_the_first": _part(
        SHEET,
        lambda old: old.replace(
            b"<sheetData>", b'<cols><col hidden="1" min="-99999999" max="9"/></cols><sheetData>'
        ),
    ),
    "hidden_columns_again_and_again": _part(
        SHEET,
        lambda old: old.replace(
            b"<sheetData>",
            b"<cols>%b</cols><sheetData>"
            % _many(700_000, b'<col hidden="1" min="1" max="199" style="%(n)d"/>'),
        ),
    ),
    "comments_of_megabytes": _beside(("xl/comments/comment1.xml", zlib.compress(b"x") * 900_000)),
    "drawing_with_entities": _beside(
        ("xl/drawings/drawing1.xml", HEADER + b"<!DOCTYPE a [%b]><a>&j;</a>" % LAUGHS)
    ),
}
ANA = b"Ana;EDF;entreprise\r\n"
LISTS: dict[str, Make] = {
    "list": lambda: _list(3, ANA),
    "list_in_cp1252": lambda: "Nom;Organisation;Côté\r\nZoé;EDF;entreprise\r\n".encode("cp1252"),
    "list_with_mark": lambda: b"\xef\xbb\xbf" + _list(3, ANA),
    "list_in_utf_16": lambda: _list(3, ANA).decode().encode("utf-16"),
    "list_in_utf_16_without_mark": lambda: _list(3, ANA).decode().encode("utf-16-le"),
    "list_in_utf_32": lambda: _list(3, ANA).decode().encode("utf-32"),
    "half_a_character": lambda: b"\xff\xfe" + b"N\0o\0m\0;\0\0\xd8\n\0A",
    "zero_byte": lambda: _list(3, b"A\0na;EDF;entreprise\r\n"),
    "zero_byte_far_in": lambda: _list(900, ANA) + b"A\0na;EDF;entreprise\r\n",
    "line_of_10_megabytes": lambda: _list(1, b"a" * 10_000_000),
    "line_of_4_megabytes": lambda: _list(1, b"a" * 4_000_000),
    "fields_of_4_megabytes": lambda: _list(1, b"a;" * 2_000_000),
    "fields_of_20_megabytes": lambda: _list(1, b"a;" * 9_900_000),
    "empty_fields_of_4_megabytes": lambda: _list(1, b";" * 4_900_000),
    "cells_of_4_megabytes": lambda: _list(49_000, b"a;" * 45 + b"\r\n"),
    "empty_lines_of_4_megabytes": lambda: _list(4_900_000, b"\n"),
    "quotes_of_4_megabytes": lambda: _list(1, b'"' * 4_000_000),
    "short_lines_of_4_megabytes": lambda: _list(900_000, b"a;b\r\n"),
    "accents_of_4_megabytes": lambda: _list(300_000, "é€😀;b\r\n".encode()),
    "unclosed_quote": lambda: _list(2, ANA) + b'"Bob;EDF;entreprise\r\n' + ANA * 50,
    "quote_in_the_middle": lambda: _list(2, b'An"a;E"DF;entreprise\r\n'),
    "one_column": lambda: b"Nom\r\n" * 500,
    "only_a_header": lambda: _list(0, b""),
    "only_ends_of_lines": lambda: b"\r\n" * 5_000,
    "old_mac_lines": lambda: _list(3, ANA).replace(b"\r\n", b"\r"),
    "ten_thousand_columns": lambda: b";".join(b"c%d" % n for n in range(10_000)) + b"\r\n",
    "control_characters": lambda: _list(3, b"A\x07\x1b[31mna;EDF;entreprise\r\n"),
    "pairs": lambda: b"Entreprise;Association\r\nEDF;Croix-Rouge\r\n",
    "pairs_unclosed": lambda: b'Entreprise;Association\r\nEDF;"Croix\r\nSNCF;Autre\r\n',
    "pairs_half_a_character": lambda: (
        b"\xff\xfe" + "Entreprise;Association\nA;".encode("utf-16-le") + b"\0\xd8"
    ),
    "pairs_garbled": "Entreprise;Association\nÃ‰lan;B\nCafÃ©;B\n".encode,
    "pairs_many": lambda: (
        b"Entreprise;Association\r\n" + b"".join(b"E%d;A%d\r\n" % (n, n) for n in range(60_000))
    ),
}
CORPUS: dict[str, Make] = {
    **{f"{name}.xlsx": make for name, make in BOOKS.items()},
    **{f"{name}.csv": make for name, make in LISTS.items()},
}


if __name__ == "__main__":
    for name, make in CORPUS.items():
        Path(sys.argv[1], name).write_bytes(make())
