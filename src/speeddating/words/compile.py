"""
Compile the catalogues: ``python -m speeddating.words.compile`` after editing a ``.po`` file.

Needs Babel (extra ``desk``). The compiled files are kept beside their source, so that an
installation needs no build step; a test tells when one is stale.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from speeddating.words import LOCALE

HEADERS = ("Content-Type", "Plural-Forms", "Language")
"""What gettext needs, as the sources have it; Babel would add dates and plurals of its own."""


def compiled(source: Path) -> bytes:
    """The ``.mo`` bytes of one ``.po`` file: of its sentences alone, whenever it is done."""
    from babel.messages.catalog import Catalog, Message  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    class Undated(Catalog):
        def __iter__(self) -> Iterator[Message]:
            dated, *sentences = super().__iter__()
            ours = [f"{name}: {value}" for name, value in read.mime_headers if name in HEADERS]
            yield Message("", "\n".join(ours), flags=dated.flags)
            yield from sentences

    language = source.parents[1].name
    with source.open("rb") as lines:
        read = read_po(lines, locale=language, abort_invalid=True)
    target = Undated(locale=language)
    for message in read:
        if message.id and not message.fuzzy:
            target.add(message.id, message.string)
    made = BytesIO()
    write_mo(made, target)
    return made.getvalue()


def main() -> None:
    """Write every ``.mo`` file anew."""
    for source in sorted(LOCALE.rglob("*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
