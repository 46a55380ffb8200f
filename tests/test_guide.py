"""The organisers' guide: what it names is there, and it leads from nothing to the printed cards."""

import re
from pathlib import Path

from speeddating.cli.app import COMMANDS

EXAMPLES = Path(__file__).parents[1] / "examples"
GUIDE = (EXAMPLES / "README.md").read_text(encoding="utf-8")
README = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")


def test_every_picture_is_there_and_every_one_is_shown() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\((?:examples/)?(images/[\w.-]+)\)", GUIDE + README))
    there = {f"images/{path.name}" for path in (EXAMPLES / "images").iterdir()}
    assert len(shown) >= 6
    assert shown <= there


def test_ten_steps_in_their_order() -> None:
    steps = re.findall(r"^\*\*(\d+)\. ", GUIDE, re.MULTILINE)
    assert steps == [str(number) for number in range(1, 11)]


def test_every_script_is_told_and_none_that_is_not_there() -> None:
    told = set(re.findall(r"examples[\\/](\w+)\.py", GUIDE))
    assert told == {path.stem for path in EXAMPLES.glob("*.py")}


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"(?:-m speeddating|Scripts\\speeddating) (\w[\w-]*)", GUIDE))
    assert named
    assert named <= {command.__name__.replace("_", "-") for command in COMMANDS}


def test_windows_comes_first() -> None:
    assert "```powershell" in GUIDE
    assert GUIDE.index("```powershell") < GUIDE.index(
        "source" if "source" in GUIDE else "macOS, Li"
    )
