"""
Compile the catalogues: ``python -m speeddating.words.compile`` after editing a ``.po`` file.

Needs Babel (extra ``desk``). The compiled files are kept beside their source, so that an
installation needs no build step; a test tells when one is stale.
"""

from io import BytesIO
from pathlib import Path

from speeddating.words import LOCALE

HEADERS = ("Content-Type", "Language", "Plural-Forms")
"""What gettext needs; dates and the version of Babel would make equal sources unequal files."""


def compiled(source: Path) -> bytes:
    """The ``.mo`` bytes of one ``.po`` file: of its sentences alone, whenever it is done."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    language = source.parents[1].name
    with source.open("rb") as lines:
        read = read_po(lines, locale=language, abort_invalid=True)

    class Undated(Catalog):
        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            ours = {"Plural-Forms": read.plural_forms}  # Babel's own change with its version
            return [(key, ours.get(key, value)) for key, value in super().mime_headers
                    if key in HEADERS]  # fmt: skip

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
