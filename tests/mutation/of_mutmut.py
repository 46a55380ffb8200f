"""
The mutants that mutmut makes of a module, by its operators as they are.

Which tests try one, and how, is as for ours: in a process of its own, by those that run its line.
"""

import difflib
from collections.abc import Callable
from functools import partial

from libcst import Module
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace

from tests.mutation.mutants import Mutant

WIDEST = 70


def mutants_of(source: str) -> list[Callable[[], Mutant]]:
    """Each once, in reading order, within functions; made when asked for, since there are many."""
    module, mutations, *_ = create_mutations("", source)
    within = [one for one in mutations if one.contained_by_top_level_function is not None]
    return [partial(_made, module, one, number) for number, one in enumerate(within, 1)]


def _made(module: Module, mutation: Mutation, number: int) -> Mutant:
    """The changed source, and the first line that differs."""
    changed = deep_replace(module, mutation.original_node, mutation.mutated_node)
    assert isinstance(changed, Module)
    before, after = module.code.splitlines(), changed.code.splitlines()
    blocks = difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    _, start, _, new, end = next(one for one in blocks if one[0] != "equal")
    what = f"{_shown(before[start : start + 1])}  ->  {_shown(after[new:end])} #{number}"
    return Mutant(start + 1, what, changed.code)


def _shown(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())[:WIDEST]
