"""The commands, put together; each is a small module of :mod:`speeddating.cli.commands`."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from speeddating._version import __version__
from speeddating.cli.commands.anonymiser import anonymiser
from speeddating.cli.commands.bilan import bilan
from speeddating.cli.commands.demo import demo
from speeddating.cli.commands.docteur import docteur
from speeddating.cli.commands.ecran import ecran
from speeddating.cli.commands.inscriptions import inscriptions
from speeddating.cli.commands.jour_j import jour_j
from speeddating.cli.commands.modele import modele
from speeddating.cli.commands.planifier import planifier
from speeddating.cli.commands.previsions import previsions
from speeddating.cli.commands.retours import retours
from speeddating.cli.commands.saison import saison
from speeddating.cli.commands.verifier import verifier
from speeddating.cli.console import INTERRUPTED, REFUSED, run
from speeddating.cli.face import DEFECT, Face, log_defect
from speeddating.words import say

COMMANDS: tuple[Callable[..., None], ...] = (
    modele, inscriptions, verifier, planifier, ecran, jour_j, retours, bilan, saison, previsions,
    anonymiser, docteur, demo,
)  # fmt: skip
"""In the order in which an organiser needs them."""


def app() -> typer.Typer:
    """All commands, their help in the language of the reader."""
    rich_utils.COMMANDS_PANEL_TITLE = say("desk.commands")
    rich_utils.ARGUMENTS_PANEL_TITLE = say("desk.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = say("desk.options")
    rich_utils.REQUIRED_LONG_STRING = say("desk.required")
    names: dict[str, Any] = {"help_option_names": ["--aide", "--help", "-h"]}
    made = typer.Typer(
        add_completion=False, no_args_is_help=True, context_settings=names, help=say("desk.about"),
        epilog=say("desk.exit_codes"), cls=_Group, options_metavar=say("desk.some_options"),
        subcommand_metavar=say("desk.some_command"), pretty_exceptions_enable=False,
    )  # fmt: skip
    made.callback()(_version)
    for command in COMMANDS:
        said = say(f"desk.command.{command.__name__}")
        made.command(command.__name__.replace("_", "-"), help=said, cls=_Command,
                     options_metavar=say("desk.some_options"))(command)  # fmt: skip
    return made


def begin(typed: list[str]) -> NoReturn:
    """Run what was typed, and end the program with its status."""
    run(lambda: sys.exit(status(typed)))


def status(typed: list[str]) -> int:
    """What the command that was typed ends with; what is not understood is told in a sentence."""
    face = Face(as_json="--json" in typed)
    try:
        return int(app()(typed, standalone_mode=False, prog_name="speeddating") or 0)
    except typer.Abort:
        return face.ends(INTERRUPTED, say("cli.interrupted")).exit_code
    except Exception as problem:  # noqa: BLE001 - the log file takes it
        if not hasattr(problem, "format_message"):  # the errors of click have it
            said = say("desk.defect", log=log_defect(problem))
            return face.ends(DEFECT, said, code="desk.defect").exit_code
        if not typed:  # nothing was asked: the help has been shown
            return 0
        if type(problem).__name__ == "MissingParameter":
            what = problem.param.metavar  # type: ignore[attr-defined]
            said = say("desk.missing", given=" ".join(typed), what=what.rstrip("…"))
            return face.ends(REFUSED, said, code="desk.missing").exit_code
        said = say("desk.not_understood", given=" ".join(typed))
        return face.ends(REFUSED, said, code="desk.not_understood").exit_code


class _Help:
    """What click says of ``--help`` and of its types, in the language of the reader."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - click's own
        """The parameters; what is no word of ours, such as ``<path>``, is not shown."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for one in params:
            if one.metavar is None or one.param_type_name == "argument":
                one.display_type_rich = lambda **_: None
        return params

    def get_help_option_names(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """In one order, whichever way a set gives them."""
        return sorted(super().get_help_option_names(ctx))  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - click's own
        """The option, with its help said anew."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("cli.help")
        return option


class _Group(_Help, TyperGroup):
    """The commands."""


class _Command(_Help, TyperCommand):
    """One command."""


def _version(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", is_eager=True, help=say("desk.version")),
) -> None:
    if version:
        sys.stdout.write(f"speeddating {__version__}\n")
        raise typer.Exit
    del context
