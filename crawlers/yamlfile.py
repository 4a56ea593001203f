"""A mistake in a data file must name its line, so that whoever edits outlets by hand finds it at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from crawlers.errors import RegisterError

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Safe, through libyaml where it is there, and dates stay strings: the schema speaks of strings.

    A key that stands twice is a mistake: YAML would keep the last and lose the rest without a word.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands here a second time", key.start_mark
                )
            seen.add(str(key.value))
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _BASE.yaml_implicit_resolvers.items()
}


def line_of(node: yaml.Node | None, path: Iterable[str | int]) -> int:
    """The line (from 1) at which ``path`` stands, or its nearest ancestor that exists."""
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def mistake(path: Path, line: int, detail: str) -> RegisterError:
    """The error of one line, worded alike for every data file."""
    return RegisterError(f"{path}:{line}: {detail}", file=str(path), line=line, detail=detail)


def load(path: Path, validator: Draft202012Validator) -> tuple[dict[str, Any], yaml.Node | None]:
    """The file's content, checked against the schema, and its nodes for :func:`line_of`."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise mistake(path, mark.line + 1 if mark else 1, error.problem or "not YAML") from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError) as error:
        raise mistake(path, 1, str(error)) from error
    problem = best_match(validator.iter_errors(data))
    if problem is not None:
        where = ".".join(map(str, problem.absolute_path))
        detail = f"{where}: {problem.message}" if where else problem.message
        raise mistake(path, line_of(node, problem.absolute_path), detail)
    return data, node


def day(text: str | None) -> dt.date | None:
    """A checked day of a file; None where the file leaves it open."""
    return dt.date.fromisoformat(text) if text else None
