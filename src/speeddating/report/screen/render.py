"""The page as text: a template, its style and its script, nothing from outside."""

import hashlib
from base64 import b64encode
from importlib.resources import files

from speeddating.errors import UnsupportedError
from speeddating.report.screen.content import Content

SCRIPTS = ("state", "phases", "words", "sound", "tables", "search", "clock", "keys")
"""In the order in which they are read."""


def render(content: Content) -> str:
    """
    The whole page.

    Names reach it as JSON in which no tag can end, and are shown as text only; the page's own
    security policy lets nothing run but this very script, and nothing be fetched.

    Raises
    ------
    UnsupportedError
        If jinja2 is missing: it comes with the extra ``desk``.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415
        from markupsafe import Markup  # noqa: PLC0415  # jinja2 brings it along
    except ImportError:
        raise UnsupportedError("library", name="jinja2") from None
    environment = Environment(
        loader=PackageLoader("speeddating.report.screen", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = page_part("page.css"), "\n".join(page_part(f"{n}.js") for n in SCRIPTS)
    return environment.get_template("page.html").render(
        content=content,
        style=Markup(style),  # noqa: S704  # ours, shipped beside this file
        script=Markup(script),  # noqa: S704
        style_hash=digest(style),
        script_hash=digest(script),
    )


def page_part(name: str) -> str:
    """One shipped file, with line ends as browsers count them."""
    return (files(__package__) / "page" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def digest(text: str) -> str:
    """The hash by which a security policy knows an inline style or script."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
