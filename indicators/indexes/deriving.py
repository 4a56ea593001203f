"""Editions that extend others: a department changes points, thresholds, words or indicators in a file of its own.

A derived file names what it ``extends`` (the id of an edition of the program, or a file beside it), lists entries by
code with only the fields that differ, adds entries that are complete, and removes codes. Every value of the result knows
the file and line it came from, so that a mistake is found where it was made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError

BLOCKS = ("categories", "sections", "objectives", "indicators", "forms")
_REQUIRED = {
    "indicators": ("title", "wording", "evidence", "objective", "answers", "unit", "method"),
    **dict.fromkeys(BLOCKS[:3], ("title", "wording", "evidence")),
    "forms": ("title", "wording", "evidence", "answers"),
}
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was last written: its file, that file's text, and its place there."""

    path: Path
    text: str
    at: tuple[str | int, ...]

    @property
    def line(self) -> int:
        """Its line, from 1."""
        return line_of(self.text, self.at)

    def mistake(self, detail: str, *below: str | int) -> DataFileError:
        """The error that names this place, or a field below it."""
        line = line_of(self.text, (*self.at, *below))
        return DataFileError(detail, file=str(self.path), line=line, detail=detail)


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as plain values, with all it extends merged in. ``origins`` by block and code, "" for the file itself."""

    value: Mapping[str, Any]
    origins: Mapping[tuple[str, str], Origin]
    sha256: str
    chain: tuple[str, ...] = ()

    def origin(self, block: str = "", code: str = "") -> Origin:
        return self.origins[block, code]


def read_raw(path: Path, packaged: Path, above: tuple[Path, ...] = ()) -> Raw:
    """Read a file and what it extends. Raises DataFileError; ``above``: the files that led here."""
    text = read_text(path)
    raw = parse_yaml(text, str(path))
    validate(raw, "indicators.indexes", "index.schema.json", text, str(path))
    own = Origin(path, text, ())
    digest = hashlib.sha256(text.encode()).hexdigest()
    _no_doubles(raw, own)
    if "extends" not in raw:
        return Raw(raw, {("", ""): own} | _origins(raw, own), digest)
    base_path = _base(raw["extends"], path, packaged, own)
    if base_path.resolve() in {p.resolve() for p in (*above, path)} or len(above) > _MAX_DEPTH:
        names = " → ".join(p.name for p in (*above, path, base_path))
        raise own.mistake(f"extends goes in a circle: {names}", "extends")
    base = read_raw(base_path, packaged, (*above, path))
    return _merged(raw, own, base, hashlib.sha256(f"{base.sha256} {digest}".encode()).hexdigest())


def _base(name: str, path: Path, packaged: Path, own: Origin) -> Path:
    """The file an edition extends: of the program, or beside it; a name is never a way out of the folder."""
    ours = packaged / f"{name}.yaml"
    if "/" not in name and "\\" not in name:
        if ours.is_file():
            return ours
        beside = path.parent / (name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
        if beside.is_file():
            return beside
    known = ", ".join(sorted(file.stem for file in packaged.glob("*.yaml")))
    raise own.mistake(f"extends: no edition {name}; known: {known}, or a file beside this one", "extends")


def _no_doubles(raw: Mapping[str, Any], own: Origin) -> None:
    seen: set[str] = set()
    for block in BLOCKS:
        for number, entry in enumerate(raw.get(block) or ()):
            if entry["code"] in seen:
                raise own.mistake(f"code {entry['code']} is there twice", block, number, "code")
            seen.add(entry["code"])


def _origins(raw: Mapping[str, Any], own: Origin) -> dict[tuple[str, str], Origin]:
    return {
        (block, entry["code"]): Origin(own.path, own.text, (block, number))
        for block in BLOCKS
        for number, entry in enumerate(raw.get(block) or ())
    }


def _merged(raw: Mapping[str, Any], own: Origin, base: Raw, digest: str) -> Raw:
    value = {
        k: v for k, v in base.value.items() if k not in ("edition", "valid_from", "valid_to", "validity_note")
    }
    value |= {k: v for k, v in raw.items() if k not in (*BLOCKS, "extends", "remove", "absent")}
    value["absent"] = _absent(base.value.get("absent") or {}, raw.get("absent") or {})
    origins = {**base.origins, ("", ""): own}
    removed = _removed(raw, own, base)
    for block in BLOCKS:
        kept = [dict(entry) for entry in base.value.get(block) or () if entry["code"] not in removed]
        for number, entry in enumerate(raw.get(block) or ()):
            place = Origin(own.path, own.text, (block, number))
            _put(kept, entry, block, place)
            origins[block, entry["code"]] = place
        value[block] = kept
    return Raw(value, origins, digest, (base.value["edition"], *base.chain))


def _absent(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Reasons of the extended edition, each replaced by the one this file gives for the same field and method."""
    return {kind: {**base.get(kind, {}), **own.get(kind, {})} for kind in {**base, **own}}


def _removed(raw: Mapping[str, Any], own: Origin, base: Raw) -> frozenset[str]:
    known = {entry["code"] for block in BLOCKS for entry in base.value.get(block) or ()}
    changed = {entry["code"] for block in BLOCKS for entry in raw.get(block) or ()}
    for number, code in enumerate(raw.get("remove") or ()):
        if code not in known:
            raise own.mistake(f"remove: no code {code} in {raw['extends']}", "remove", number)
        if code in changed:
            raise own.mistake(f"{code} is both removed and changed", "remove", number)
    return frozenset(raw.get("remove") or ())


def _put(kept: list[dict[str, Any]], entry: Mapping[str, Any], block: str, place: Origin) -> None:
    """Change the entry of that code, or add a complete one behind its siblings."""
    code = entry["code"]
    for number, old in enumerate(kept):
        if old["code"] == code:
            new = old | dict(entry)
            if reasons := _reasons_left(old, entry):
                new["absent"] = reasons
            else:
                new.pop("absent", None)
            if "title" in entry and entry["title"] != old["title"] and "wording" not in entry:
                # words a department chose stand in no booklet
                new["wording"], new["page"] = "own", None
            kept[number] = new
            return
    missing = [name for name in _REQUIRED[block] if name not in entry]
    if missing:
        raise place.mistake(
            f"{code} is not in the edition this one extends, and a new entry needs: {', '.join(missing)}",
            "code",
        )
    kept.insert(_behind(kept, entry), dict(entry))


def _reasons_left(old: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """Why fields are absent: what the extended line says, less what this one now gives or explains in its own words."""
    given = {name for name, value in entry.items() if value not in (None, [], {})}
    if "measure" in given:
        given.add("formula")
    if given & {"valid_from", "valid_to"}:
        given.add("validity")
    kept = {name: words for name, words in (old.get("absent") or {}).items() if name not in given}
    return {**kept, **(entry.get("absent") or {})}


def _behind(kept: Sequence[Mapping[str, Any]], entry: Mapping[str, Any]) -> int:
    def family(each: Mapping[str, Any]) -> str:
        return str(each.get("objective") or each["code"].rsplit(".", 1)[0])

    siblings: Iterable[int] = (n for n, old in enumerate(kept) if family(old) == family(entry))
    return max(siblings, default=len(kept) - 1) + 1
