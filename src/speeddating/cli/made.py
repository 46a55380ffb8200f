"""What commands tell of a plan they have written."""

from pathlib import Path

from speeddating.cli.console import in_words
from speeddating.cli.face import Face
from speeddating.domain.plan import Plan
from speeddating.words import say


def tell(face: Face, made: Plan, written: Path) -> None:
    """How good it is, what is proven, whether it was cut short, and where it is."""
    if made.evidence.stopped == "cancelled":
        face.say(say("desk.cancelled"))
    face.say(f"{made.summary()}.", say("desk.proven"))
    face.say(*(f"  - {level}" for level in in_words(made.proven)))
    face.say(say("desk.written", path=written))
    face.result(
        written=written, summary=made.summary(), proven=made.proven,
        plan=made.model_dump(mode="json"),
    )  # fmt: skip
