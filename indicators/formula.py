"""Formulas of indicators as data: a department writes what is divided by what, and no Python.

A formula knows the counts of :data:`COUNTS`, whole numbers, ``+ - * /``, brackets and ``mean(a, b, …)``; nothing else is
read, so that a file can never run code. The measure ``formula`` takes one division of counts: part / whole.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from indicators.tallies import ItemMeasures, Tally

MAX_CHARS = 600
Count = Callable[[ItemMeasures, frozenset[str]], int]
_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_POLITICS, _ECONOMY = frozenset(range(1, 8)), frozenset(range(8, 19))
_NOBODY = Tally()


# the weeks around 8 March and 20 October, month and day; the windows of programme-1790's own lines on these days
_WOMEN_DAYS = (("03-01", "03-10"), ("10-13", "10-22"))


def _on_women_days(item: ItemMeasures) -> bool:
    return any(first <= item.published[5:10] <= last for first, last in _WOMEN_DAYS)


class FormulaError(ValueError):
    """A formula that cannot be read; the text says why."""


_GROUPS: Mapping[str, Callable[[ItemMeasures], Tally]] = {
    "people": lambda i: i.people,
    "listed": lambda i: i.listed,
    "sources": lambda i: i.sources,
    "chosen": lambda i: i.chosen,
    "imposed": lambda i: i.imposed,
    "experts": lambda i: i.experts,
    "popular": lambda i: i.popular,
    "spokespersons": lambda i: i.spokespersons,
    "victims": lambda i: i.victims,
    "positions": lambda i: sum(i.positions.values(), _NOBODY),
    "politics": lambda i: i.people if i.topics & _POLITICS else _NOBODY,
    "economy": lambda i: i.people if i.topics & _ECONOMY else _NOBODY,
}
_SEXES: Mapping[str, Callable[[Tally], int]] = {
    "women": lambda t: t.women,
    "men": lambda t: t.men,
    "other": lambda t: t.other,
    "known": lambda t: t.known,
    "unknown": lambda t: t.unknown,
}
_ITEMS: Mapping[str, Count] = {
    "items": lambda i, codes: 1,
    "women_centred_items": lambda i, codes: int(i.women_central or i.gender_topic or i.gbv),
    "women_central_items": lambda i, codes: int(i.women_central),
    "dated_items": lambda i, codes: int(bool(i.published)),
    "dated_women_central_items": lambda i, codes: int(i.women_central and bool(i.published)),
    "women_days_items": lambda i, codes: int(_on_women_days(i)),
    "women_days_central_items": lambda i, codes: int(i.women_central and _on_women_days(i)),
    "gender_items": lambda i, codes: int(i.gender_topic),
    "violence_items": lambda i, codes: int(i.gbv),
    "gender_or_violence_items": lambda i, codes: int(i.gender_topic or i.gbv),
    "law_items": lambda i, codes: int(i.law_reference and (i.gender_topic or i.gbv)),
    "any_law_items": lambda i, codes: int(i.law_reference),
    "challenging_items": lambda i, codes: int(i.challenges),
    "repost_items": lambda i, codes: int(i.repost),
    "named_items": lambda i, codes: int(not codes.isdisjoint(i.named)),
    "found_items": lambda i, codes: int(not codes.isdisjoint(i.scoring)),
    "found_violence_items": lambda i, codes: int(i.gbv and not codes.isdisjoint(i.scoring)),
}
_ADVERTS: Mapping[str, Count] = {
    "adverts": lambda i, codes: 1,
    "found_adverts": lambda i, codes: int(not codes.isdisjoint(i.scoring)),
}


def _person_count(group: Callable[[ItemMeasures], Tally], sex: Callable[[Tally], int]) -> Count:
    return lambda item, codes: sex(group(item))


_PEOPLE: Mapping[str, Count] = {
    f"{sex}_{group}": _person_count(of, take) for group, of in _GROUPS.items() for sex, take in _SEXES.items()
}
# every count a formula may name
COUNTS: Mapping[str, Count] = MappingProxyType({**_PEOPLE, **_ITEMS, **_ADVERTS})


def parse(text: str) -> ast.expr:
    """The formula as a tree of allowed parts only. Raises FormulaError."""
    if len(text) > MAX_CHARS:
        raise FormulaError(f"longer than {MAX_CHARS} characters")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"no formula: {text}") from error
    for node in _parts(tree):
        _allowed(node)
    return tree


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    yield node
    if isinstance(node, ast.BinOp):
        yield from _parts(node.left)
        yield from _parts(node.right)
    elif isinstance(node, ast.Call):
        for each in node.args:
            yield from _parts(each)


def _allowed(node: ast.expr) -> None:
    if isinstance(node, ast.Name):
        if node.id not in COUNTS:
            raise FormulaError(f"unknown count {node.id}; known: {', '.join(sorted(COUNTS))}")
    elif isinstance(node, ast.BinOp):
        if type(node.op) not in _SIGNS:
            raise FormulaError("only + - * / are known")
    elif isinstance(node, ast.Call):
        named = isinstance(node.func, ast.Name) and node.func.id == "mean"
        if not named or node.keywords or not node.args:
            raise FormulaError("the only function is mean(a, b, …)")
    elif not (isinstance(node, ast.Constant) and type(node.value) is int):
        raise FormulaError(f"not understood: {ast.unparse(node)}")


def names(tree: ast.expr) -> frozenset[str]:
    """The counts a formula uses."""
    return frozenset(n.id for n in _parts(tree) if isinstance(n, ast.Name))


def division(tree: ast.expr) -> tuple[ast.expr, ast.expr]:
    """Part and whole. Raises FormulaError where the formula is no single division of sums of counts."""
    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)):
        raise FormulaError("the measure `formula` takes one division: part / whole")
    for side in (tree.left, tree.right):
        for node in _parts(side):
            if not isinstance(node, ast.Name) and not (
                isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))
            ):
                raise FormulaError("part and whole are sums or differences of counts")
    return tree.left, tree.right


def _value(node: ast.expr, counts: Mapping[str, int]) -> float:
    if isinstance(node, ast.Name):
        return counts[node.id]
    if isinstance(node, ast.Call):
        return sum(_value(each, counts) for each in node.args) / len(node.args)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, counts), _value(node.right, counts)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        return left * right if isinstance(node.op, ast.Mult) else left / right
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    raise FormulaError(ast.unparse(node))


def _counted(
    tree: ast.expr, news: Sequence[ItemMeasures], adverts: Sequence[ItemMeasures], codes: frozenset[str]
) -> dict[str, int]:
    return {
        name: sum(COUNTS[name](item, codes) for item in (adverts if name in _ADVERTS else news))
        for name in names(tree)
    }


def evaluate(
    tree: ast.expr, news: Sequence[ItemMeasures], adverts: Sequence[ItemMeasures], codes: frozenset[str]
) -> float | None:
    """The formula over all items; None where it divides by nothing."""
    try:
        return _value(tree, _counted(tree, news, adverts, codes))
    except ZeroDivisionError:
        return None


def ratio(
    tree: ast.expr, news: Sequence[ItemMeasures], adverts: Sequence[ItemMeasures], codes: frozenset[str]
) -> tuple[int, int]:
    """Part and whole over all items."""
    part, whole = division(tree)
    counted = _counted(tree, news, adverts, codes)
    return int(_value(part, counted)), int(_value(whole, counted))


def pairs(
    tree: ast.expr, news: Sequence[ItemMeasures], adverts: Sequence[ItemMeasures], codes: frozenset[str]
) -> list[tuple[int, int]]:
    """Part and whole of each item that has any, for intervals over articles."""
    part, whole = division(tree)
    found: list[tuple[int, int]] = []
    for item in (*news, *adverts):
        own = ([item], []) if not item.advert else ([], [item])
        counted = _counted(tree, *own, codes)
        pair = int(_value(part, counted)), int(_value(whole, counted))
        if pair[1] > 0 and pair[0] >= 0:
            found.append(pair)
    return found
