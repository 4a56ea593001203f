"""Data files of this room (rules, editions): read quickly, and able to say in which line a mistake stands."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from indicators.errors import DataFileError

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# a pack of 400 rules has 0.5 MB; anything above is no rule pack
MAX_BYTES = 8_000_000
Path_ = Sequence["str | int"]


def read_text(path: Path) -> str:
    """The file as text. Raises DataFileError where it cannot be read."""
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise DataFileError("too large", file=str(path), line=0, detail=f"over {MAX_BYTES} bytes")
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise DataFileError(
            "unreadable", file=str(path), line=0, detail=error.strerror or "unreadable"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataFileError("not UTF-8", file=str(path), line=line, detail="not UTF-8") from error


class _Strict(_FAST):  # type: ignore[misc]
    """A key that stands twice is a mistake: YAML would keep the last and lose the rest without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        refuse_doubled(node)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def refuse_doubled(node: yaml.MappingNode) -> None:
    """Raises ConstructorError, with its line, for the second of two equal keys."""
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key.value!r} stands here a second time", key.start_mark
            )
        seen.add(key.value)


def parse_yaml(text: str, file: str) -> Any:
    """The content, as plain values. Aliases are refused: no data file needs them, and they can be made to explode."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_FAST)):
            raise DataFileError("alias", file=file, line=0, detail="aliases (&, *) are not supported")
        return yaml.load(text, Loader=_Strict)
    except RecursionError as error:
        raise DataFileError("too deep", file=file, line=0, detail="nested too deeply") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        detail = str(getattr(error, "problem", None) or "no YAML")
        raise DataFileError(detail, file=file, line=mark.line + 1 if mark else 0, detail=detail) from error


def line_of(text: str, at: Path_) -> int:
    """The line (from 1) where the value at a path of keys and positions begins; of its nearest parent if it is missing."""
    node: Any = yaml.compose(text, Loader=_FAST)
    line = node.start_mark.line + 1 if node is not None else 1
    for step in at:
        node = _child(node, step)
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


@cache
def _schema(package: str, name: str) -> Any:
    return json.loads((importlib.resources.files(package) / name).read_text(encoding="utf-8"))


def validate(raw: Any, package: str, name: str, text: str, file: str) -> None:
    """Hold a parsed file against its JSON Schema. Raises DataFileError for the first mistake in reading order."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415  slow import, needed for changed files only

    errors = list(Draft202012Validator(_schema(package, name)).iter_errors(raw))
    if errors:
        found = [(line_of(text, list(e.absolute_path)), e) for e in errors]
        line, error = min(found, key=lambda f: f[0])
        where = ".".join(str(step) for step in error.absolute_path)
        detail = f"{where}: {error.message[:200]}" if where else error.message[:200]
        raise DataFileError(detail, file=file, line=line, detail=detail)
