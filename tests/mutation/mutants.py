"""
Every small wrong turn that a module could take: one change each, in the order of the source.

What no test can see is left alone: docstrings, annotations, log lines, ``TYPE_CHECKING`` blocks.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult, ast.Mod: ast.Add, ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.BitXor: ast.BitOr,
    ast.And: ast.Or, ast.Or: ast.And, ast.UAdd: ast.USub, ast.USub: ast.UAdd,
}  # fmt: skip
RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


class Mutant(NamedTuple):
    """One change to one module."""

    line: int
    what: str
    source: str

    @property
    def key(self) -> str:
        """What tells it from the others of its module."""
        return f"{self.line}: {self.what}"


def mutants_of(source: str) -> list[Callable[[], Mutant]]:
    """Each mutant once, in reading order; made when it is asked for."""
    tree = ast.parse(source)
    made: dict[str, Mutant] = {}
    for path, node in _walk(tree, ()):
        for new in _turns(node):
            changed = _replaced(tree, path, new)
            what = f"{_shown(node)}  ->  {_shown(new)}"
            one = Mutant(_line(node), what, ast.unparse(changed))
            twice = sum(other.startswith(one.key) for other in made)
            made[f"{one.key} #{twice + 1}" if twice else one.key] = one
    named = [one._replace(what=key.split(": ", 1)[1]) for key, one in made.items()]
    return [partial(_itself, one) for one in named]


def _itself(one: Mutant) -> Mutant:
    return one


Step = tuple[str, int | None]


def _walk(node: ast.AST, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], ast.AST]]:
    """Every expression and statement that runs, with the way to it."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for at, child in children:
            if isinstance(child, ast.AST) and not _invisible(child):
                here = (*path, (field, at))
                yield here, child
                yield from _walk(child, here)


def _invisible(node: ast.AST) -> bool:
    """Whether no test could see a change there."""
    if isinstance(node, ast.Expr):
        call = node.value
        logged = isinstance(call, ast.Call) and ast.unparse(call.func).startswith("_log.")
        return logged or isinstance(call, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) in {"__all__", "_log"}
    return isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr)


def _turns(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - a table of cases
    """What could stand in place of ``node``."""
    match node:
        case ast.Compare(ops=operators):
            for at, operator in enumerate(operators):
                swapped = [*operators[:at], SWAPPED[type(operator)](), *operators[at + 1 :]]
                yield _with(node, ops=swapped)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in SWAPPED:
            yield ast.BinOp(left, SWAPPED[type(operator)](), right)  # type: ignore[arg-type]
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(SWAPPED[type(operator)](), values)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.UnaryOp(op=operator, operand=operand) if type(operator) in SWAPPED:
            yield ast.UnaryOp(SWAPPED[type(operator)](), operand)  # type: ignore[arg-type]
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield ast.Constant(f"{value}?")
        case ast.Call(func=ast.Name(id=name) as called) if name in RENAMED:
            keywords = [] if name == "sorted" else node.keywords
            yield ast.Call(ast.Name(RENAMED[name], called.ctx), node.args, keywords)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.If(test=test) | ast.While(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=[])
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Expr() | ast.Raise() | ast.AugAssign():
            yield ast.Pass()


def _line(node: ast.AST) -> int:
    return next(found.lineno for found in ast.walk(node) if isinstance(found, ast.expr | ast.stmt))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _shown(node: ast.AST) -> str:
    said = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).strip()
    return " ".join(said.split())[:70]


def _replaced(tree: ast.Module, path: tuple[Step, ...], new: ast.AST) -> ast.Module:
    """The module with one node changed; nothing else is copied."""
    root = copy.copy(tree)
    node: ast.AST = root
    for field, at in path[:-1]:
        held = getattr(node, field)
        below = copy.copy(held if at is None else held[at])
        _put(node, field, at, below)
        node = below
    _put(node, *path[-1], ast.fix_missing_locations(copy.deepcopy(new)))
    return root


def _put(node: ast.AST, field: str, at: int | None, new: ast.AST) -> None:
    if at is None:
        setattr(node, field, new)
    else:
        held = list(getattr(node, field))
        held[at] = new
        setattr(node, field, held)
