"""
How many small wrong turns the tests notice: mutation testing, each mutant in a process of its own.

    python -m tests.mutation cover FOLDER tests/checks tests/solve      # once: who runs which line
    python -m tests.mutation run FOLDER checks                          # every mutant of a room
    python -m tests.mutation run FOLDER solve domain --sample 300       # a seeded sample
    python -m tests.mutation tell FOLDER                                # the figures, the survivors

A run can be cut into slices (``--seconds``) and goes on where it stopped; ``--again`` tries the
survivors once more, for ``--longest`` seconds each or after ``cover`` of new tests into another
``--part``. What is drawn stays in the folder, so a folder belongs to one state of ``src``. With
``--mutmut`` the mutants are mutmut's instead of ours. Needs ``coverage``, and ``mutmut`` for those.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from tests.mutation import covering
from tests.mutation.mutants import Mutant
from tests.mutation.trial import LONGEST, try_out

ROOT = Path(__file__).parents[2]
ROOMS = ROOT / "src" / "speeddating"
UNNOTICED = ("survived", "not covered")


def chosen(
    rooms: list[str], sample: int | None, seed: int, *, by_mutmut: bool
) -> list[tuple[str, Mutant]]:
    """The mutants of some rooms, all of them or as many as asked for."""
    made_by = import_module(
        "tests.mutation." + ("of_mutmut" if by_mutmut else "mutants")
    ).mutants_of
    files = sorted(file for room in rooms for file in (ROOMS / room).rglob("*.py"))
    found = [
        (str(file.relative_to(ROOT)), make)
        for file in files
        for make in made_by(file.read_text(encoding="utf-8"))
    ]
    if sample is not None and sample < len(found):
        found = random.Random(seed).sample(found, sample)  # noqa: S311 - it can be repeated
    return [(file, make()) for file, make in found]


def drawn(folder: Path, options: argparse.Namespace) -> list[tuple[str, Mutant]]:
    """The mutants of a run, drawn the first time and kept: later sources would draw others."""
    kept = folder / f"drawn-{'-'.join(options.rooms)}.json"
    if not kept.exists():
        written = kept.with_suffix(f".{options.part}")
        written.write_text(
            json.dumps(
                chosen(options.rooms, options.sample, options.seed, by_mutmut=options.mutmut)
            )
        )
        written.replace(kept)
    return [(file, Mutant(*mutant)) for file, mutant in json.loads(kept.read_text())]


def _in_order(file: str, tests: Iterable[str], seconds: dict[str, float]) -> list[str]:
    """The module's own tests first, then the quick ones."""
    own = Path("tests", *Path(file).parts[2:]).with_name(f"test_{Path(file).name}").as_posix()
    return sorted(set(tests), key=lambda test: (test.split("::")[0] != own, seconds[test]))


def run(folder: Path, options: argparse.Namespace) -> None:
    """Try each mutant that has not been tried, until the seconds are over."""
    lines, seconds = covering.read(sorted(folder.glob("cover-*.json")))
    told = folder / f"told-{options.part}.jsonl"
    fates = {(one["file"], one["mutant"]): one["fate"] for one in _told(folder)}
    until = time.monotonic() + options.seconds
    for file, mutant in drawn(folder, options)[options.part :: options.parts]:
        fate = fates.get((file, mutant.key))
        if fate is not None and not (options.again and fate in UNNOTICED):
            continue
        if time.monotonic() > until:
            return
        of_file = lines[file]
        tests = of_file.get(mutant.line) or {test for at in of_file.values() for test in at}
        total, within = 0.0, []
        for test in _in_order(file, tests, seconds):
            total += seconds[test]
            if total <= options.longest:
                within.append(test)
        fate = (
            try_out(file, mutant, within, min(total, options.longest)) if within else "not covered"
        )
        with told.open("a", encoding="utf-8") as opened:
            found = {"file": file, "mutant": mutant.key, "fate": fate, "tests": len(within)}
            print(json.dumps(found, ensure_ascii=False), file=opened)


def _told(folder: Path) -> list[dict[str, str]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("told-*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def tell(folder: Path) -> None:
    """Figures by room, then every survivor."""
    found = {(one["file"], one["mutant"]): one["fate"] for one in _told(folder)}
    rooms: dict[str, Counter[str]] = {}
    for (file, _), fate in found.items():
        rooms.setdefault(file.split("/")[2], Counter())[fate] += 1
    for room, fates in sorted(rooms.items()):
        total = fates.total()
        killed = total - sum(fates[fate] for fate in UNNOTICED)
        print(f"{room}: {killed} of {total} killed, {100 * killed / total:.1f} %  {dict(fates)}")
    for (file, mutant), fate in sorted(found.items()):
        if fate in UNNOTICED:
            print(f"{fate}  {file}:{mutant}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("step", choices=("cover", "run", "tell"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("rooms", nargs="*")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--longest", type=float, default=LONGEST)
    parser.add_argument("--mutmut", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    options = parser.parse_intermixed_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.step == "cover":
        target = options.folder / f"cover-{options.part}.json"
        covering.measure(options.rooms, ROOT, target)
    elif options.step == "run":
        run(options.folder, options)
    else:
        tell(options.folder)


if __name__ == "__main__":
    main()
