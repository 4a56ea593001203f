"""Which column is what: the small file beside somebody's data that turns their rows into articles.

```yaml
name: kho-bai-2024          # goes into every row's origin; the file's name where missing
format: jsonl               # jsonl, table (CSV, XLSX), warc, html, subtitles; by the ending of the data's name where missing
fields: {title: tieu_de, lead: sapo, body: noi_dung, date: ngay_dang, url: link, outlet: bao, id: ma}
constant: {outlet: bao-tinh}    # for all rows
outlets: {"Báo tỉnh": bao-tinh} # what their column calls an outlet -> id of the register
dates: ["%d/%m/%Y %H:%M"]       # beside ISO 8601
first_line: title           # of ``text``: its first line is the title, if short
encoding: cp1258            # only where it is not Unicode
sheet: Tháng 5              # of an XLSX
```
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from auditor.errors import InputError
from auditor.store import NewArticle
from crawlers.discover import address_key, canonical
from indicators.datafile import parse_yaml

FIELDS = (
    "id", "outlet", "url", "date", "title", "lead", "body", "text", "captions", "author", "section", "kind",
    "presenters", "transcript",
)  # fmt: skip
# names under which a field is found without a mapping
DEFAULTS = {name: name for name in FIELDS} | {"date": "published"}
HANOI = timezone(timedelta(hours=7))
# a first line longer than this is a paragraph, not a title: provincial titles stay below 130 characters
LONGEST_TITLE = 150
MAX_MAPPING = 200_000
_BETWEEN = re.compile(r"\s*[;,]\s*|\s+[-–]\s+")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, checked. ``fields``: our name -> theirs; empty: columns are called as our fields."""

    name: str
    format: str = ""
    fields: AbcMapping[str, str] = field(default_factory=dict)
    constant: AbcMapping[str, str] = field(default_factory=dict)
    outlets: AbcMapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    first_line: str = ""
    encoding: str = ""
    sheet: str = ""
    folder: Path = field(default_factory=Path, compare=False)

    def theirs(self, name: str) -> str:
        """The column of a field."""
        return self.fields.get(name, "" if self.fields else DEFAULTS[name])


class BadValue(Exception):
    """A row that cannot be an article. ``reason`` is a key below ``import.`` of the catalogue."""

    def __init__(self, reason: str, detail: object = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, str(detail)[:200]


def load_mapping(path: Path | None, source: Path) -> Mapping:
    """A mapping file (YAML or TOML), or the plain one: columns called as our fields. Raises InputError, DataFileError."""
    stem = source.name.split(".")[0] or "import"
    folder = source if source.is_dir() else source.parent
    if path is None:
        return Mapping(stem, folder=folder)
    try:
        with path.open("rb") as stream:
            text = unicodedata.normalize("NFC", stream.read(MAX_MAPPING).decode("utf-8-sig"))
        raw = tomllib.loads(text) if path.suffix.lower() == ".toml" else parse_yaml(text, str(path))
    except OSError as error:
        raise InputError(str(error), file=str(path), detail=error.strerror or str(error)) from error
    except ValueError as error:
        raise InputError(f"{path}: {error}", file=str(path), detail=str(error)) from error
    if problem := _problem(raw):
        raise InputError(f"{path}: {problem}", file=str(path), detail=problem)
    values = dict(raw) | {
        "dates": tuple(raw.get("dates", ())),
        "name": raw.get("name", stem),
        "folder": folder,
    }
    return Mapping(**values)


def _problem(raw: Any) -> str:  # noqa: PLR0911  one line a mistake
    if not isinstance(raw, dict):
        return "fields: {title: ...}"
    for key, value in raw.items():
        if key in ("fields", "constant", "outlets"):
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in [*value, *value.values()]):
                return f"{key}: {{name: column}}"
            if key != "outlets" and (unknown := set(value) - set(FIELDS)):
                return f"{key}: {sorted(unknown)[0]}? ({', '.join(FIELDS)})"
        elif key == "dates":
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                return "dates: ['%d/%m/%Y']"
        elif key not in ("name", "format", "first_line", "encoding", "sheet") or not isinstance(value, str):
            return f"{key}?"
    if raw.get("format", "jsonl") not in ("jsonl", "table", "warc", "html", "subtitles"):
        return f"format: {raw['format']}?"
    if raw.get("first_line", "title") != "title":
        return f"first_line: {raw['first_line']}?"
    return ""


def article_from(row: AbcMapping[str, Any], mapping: Mapping) -> NewArticle:
    """A row as an article. Raises BadValue."""
    values = {
        name: _text(row, name, mapping) for name in FIELDS if name not in ("captions", "author", "presenters")
    }
    title, body = values["title"], values["body"]
    if values["transcript"]:
        body = "\n".join(filter(None, (body, _transcript(values["transcript"], mapping.folder))))
    if values["text"]:
        first, body = _split(values["text"], mapping) if not body else ("", body)
        title = title or first
    if not (title or body or values["lead"]):
        raise BadValue("no_text")
    url = values["url"]
    if url and not canonical(url):
        raise BadValue("bad_url", url)
    new = NewArticle(
        key="",
        outlet=mapping.outlets.get(values["outlet"], values["outlet"])[:200],
        source=f"import:{mapping.name}",
        url=canonical(url) if url else "",
        kind=values["kind"],
        title=title,
        lead=values["lead"],
        body=body,
        captions=_list(row, "captions", mapping),
        author=_list(row, "author", mapping),
        presenters=_names(row, mapping),
        published=moment(_raw(row, "date", mapping), mapping.dates),
        section=values["section"],
    )
    return _keyed(new, values["id"], mapping)


def _keyed(new: NewArticle, given: str, mapping: Mapping) -> NewArticle:
    """With its key: the address, else the source's own id, else what it says where and when."""
    from dataclasses import replace  # noqa: PLC0415

    if new.url:
        key = address_key(new.url)
    elif given:
        key = f"import:{mapping.name}:{given}"
    else:
        what = "\x1f".join((new.outlet, new.published, new.text_sha256))
        key = f"sha256:{hashlib.sha256(what.encode('utf-8', 'replace')).hexdigest()}"
    return replace(new, key=key)


def _raw(row: AbcMapping[str, Any], name: str, mapping: Mapping) -> Any:
    if name in mapping.constant:
        return mapping.constant[name]
    value = row.get(mapping.theirs(name))
    return "" if value is None else value


def _text(row: AbcMapping[str, Any], name: str, mapping: Mapping) -> str:
    value = _raw(row, name, mapping)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        raise BadValue("not_text", mapping.theirs(name))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    # code page 1258 writes tone marks apart; putting them together is part of reading it
    return unicodedata.normalize("NFC", text) if mapping.encoding else text


def _list(row: AbcMapping[str, Any], name: str, mapping: Mapping) -> tuple[str, ...]:
    value = _raw(row, name, mapping)
    parts = value if isinstance(value, list) else str(value).split("\n")
    if not all(isinstance(part, str) for part in parts):
        raise BadValue("not_text", mapping.theirs(name))
    return tuple(part.strip() for part in parts if part.strip())


def _names(row: AbcMapping[str, Any], mapping: Mapping) -> tuple[str, ...]:
    """Presenters of one cell: a line each, or separated by semicolon, comma or dash."""
    found = (part for line in _list(row, "presenters", mapping) for part in _BETWEEN.split(line))
    return tuple(dict.fromkeys(part.strip() for part in found if part.strip()))


def _transcript(name: str, folder: Path) -> str:
    """The words of a subtitle file that stands beside the table. Raises BadValue."""
    from crawlers.errors import CollectError  # noqa: PLC0415
    from crawlers.readers import subtitles  # noqa: PLC0415

    try:
        path = (folder / name).resolve()
    except (ValueError, OSError, RuntimeError) as error:
        # a NUL, a name without end, a link to itself
        raise BadValue("transcript", name) from error
    # a table is a stranger's: it must not name files elsewhere
    if not path.is_relative_to(folder.resolve()) or path.suffix.lower() not in subtitles.SUFFIXES:
        raise BadValue("transcript", name)
    try:
        return subtitles.read(path)
    except CollectError as error:
        raise BadValue("transcript", f"{name}: {error.values.get('detail', '')}") from error


def _split(text: str, mapping: Mapping) -> tuple[str, str]:
    """Title and body of a text whose first line is its title, where that line is short and not all there is."""
    if mapping.first_line != "title":
        return "", text
    first, _, rest = text.partition("\n")
    if len(first.strip()) > LONGEST_TITLE or not rest.strip():
        return "", text
    return first.strip(), rest.strip()


def moment(value: Any, forms: tuple[str, ...] = ()) -> str:
    """A day, or a time of Viet Nam, as ISO 8601; "" for an empty cell. Raises BadValue for what is neither."""
    if isinstance(value, datetime):
        return _iso(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if not text:
        return ""
    for form in forms:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007  the zone is added below
        except ValueError:
            continue
        timed = any(mark in form for mark in ("%H", "%I", "%s", "%X", "%c"))
        return _iso(found) if timed else found.date().isoformat()
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        return _iso(datetime.fromisoformat(text))
    except ValueError as error:
        raise BadValue("bad_date", text) from error


def _iso(value: datetime) -> str:
    if value.time() == datetime.min.time() and value.tzinfo is None:
        return value.date().isoformat()
    zoned = value if value.tzinfo else value.replace(tzinfo=HANOI)
    return zoned.astimezone(HANOI).isoformat(timespec="seconds")
