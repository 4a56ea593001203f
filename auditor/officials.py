"""A province's own table of office holders: who is a woman and who a man where papers say only "đồng chí" and an office.

The table (``officials.csv`` or ``.xlsx`` of the workspace) has a row a person: name, sex, offices, and the paper that tells
them; rows still without a sex wait to be filled in. It is evidence like the program's own table of public figures: what an
item itself says comes first, and a name counts only beside one of its offices or the address of officials.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.errors import InputError, NothingToDo
from auditor.store import Store
from auditor.words import LANGUAGES, Words
from auditor.workspace import OFFICIALS_FILES, Workspace
from indicators.lexicon import fold
from indicators.model import Gender
from indicators.people.knowledge import Holder

NEW = OFFICIALS_FILES[-1]
COLUMNS = ("name", "sex", "titles", "source", "items", "elsewhere")
_SEXES = {"nữ": "female", "nam": "male", "female": "female", "male": "male"}
_PARTS = re.compile(r"[;|\n]+|, +")
# a province has some thousand offices that papers name
MAX_ROWS = 20_000
MAX_CELL = 400
# GMMP occupations of those who hold an office or speak for a body: politicians, officials, forces, schools, press, courts,
# enterprises, religion, associations
OFFICES = frozenset({2, 3, 4, 5, 9, 10, 11, 15, 16})
# who is told of as one of these is a private person, whatever office he has
_PRIVATE = frozenset({"experience", "eyewitness", "popular"})
# what an item says in so many words; a name or a table tells a person at a desk nothing new
_SAID = frozenset({"explicit", "honorific", "office"})
_WIDTHS = {"name": 28, "sex": 9, "titles": 48, "source": 44, "items": 12, "elsewhere": 22}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands; ``sex`` "" where nobody has filled it in."""

    name: str
    sex: str = ""
    titles: str = ""
    source: str = ""
    items: str = ""
    elsewhere: str = ""


@dataclass(slots=True)
class Unclear:
    """An office holder whose sex some items do not tell: how many, the offices as printed, and how many other items say in so
    many words which it is, for whoever fills in the table; a namesake may be meant there.
    """

    name: str
    items: int = 0
    titles: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)


def file_of(folder: Path) -> Path | None:
    """The table of a workspace. Raises InputError where there are two."""
    found = [folder / name for name in OFFICIALS_FILES if (folder / name).is_file()]
    if len(found) > 1:
        raise _wrong(found[1], "two tables")
    return found[0] if found else None


def read(folder: Path) -> tuple[Holder, ...]:
    """The office holders of a folder's table whose sex is filled in; none where there is no table. Raises InputError kinds."""
    file = file_of(folder)
    if file is None:
        return ()
    return tuple(
        Holder(row.name, row.sex, tuple(_titles(row.titles)), row.source) for row in rows(file) if row.sex
    )


def rows(file: Path) -> list[Row]:
    """Every row of a table. Raises InputError kinds."""
    from auditor.tables import read_table  # noqa: PLC0415  most workspaces have no table, and a draft is checked in a second

    found: list[Row] = []
    columns: dict[str, str] = {}
    for number, cells in read_table(file):
        columns = columns or _columns(cells, file)
        if number > MAX_ROWS:
            raise _wrong(file, f"more than {MAX_ROWS} rows")
        row = _row(file, number, cells, columns)
        if row is not None:
            found.append(row)
    return found


def _columns(cells: Mapping[str, Any], file: Path) -> dict[str, str]:
    """The heading of each column of ours."""
    known = {_plain(Words(lang)(f"officials.column.{c}")): c for lang in LANGUAGES for c in COLUMNS}
    found = {known[_plain(heading)]: heading for heading in cells if _plain(heading) in known}
    for column in ("name", "sex", "titles", "source"):
        if column not in found:
            raise _wrong(file, f"no column {column}")
    return found


def _row(file: Path, number: int, cells: Mapping[str, Any], columns: Mapping[str, str]) -> Row | None:
    cell = {c: " ".join(str(cells.get(heading) or "").split()) for c, heading in columns.items()}
    cell = {c: unicodedata.normalize("NFC", text) for c, text in cell.items()}
    if not any(cell[c] for c in ("name", "sex", "titles", "source")):
        return None
    for column, text in cell.items():
        if len(text) > MAX_CELL:
            raise _wrong(file, f"row {number}: {column} is too long")
    if len(cell["name"].split()) < 2 or any(c.isdigit() for c in cell["name"]):
        raise _wrong(file, f"row {number}: no name: {cell['name']}")
    sex = _SEXES.get(cell["sex"].lower(), "")
    if cell["sex"] and not sex:
        raise _wrong(file, f"row {number}: no sex: {cell['sex']}")
    for column in ("titles", "source"):
        if sex and not cell[column]:
            raise _wrong(file, f"row {number}: a sex without {column}")
    return Row(**cell | {"sex": sex})


def _wrong(file: Path, detail: str) -> InputError:
    return InputError(f"{file}: {detail}", file=str(file), detail=detail)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().lower()


def _titles(cell: str) -> Iterator[str]:
    """Bí thư Tỉnh ủy; Trưởng đoàn đại biểu Quốc hội: two offices."""
    for part in _PARTS.split(cell):
        if part.strip():
            yield part.strip()


def unclear(workspace: Workspace, store: Store) -> list[Unclear]:
    """Office holders of the period whose sex is open in some item, the most often named first; those of the table left out.
    Raises NothingToDo, InputError kinds.
    """
    engine = store.one("SELECT engine FROM analyses ORDER BY id DESC LIMIT 1")
    if engine is None:
        raise NothingToDo("nothing analysed", stage="analyse")
    found: dict[str, Unclear] = {}
    said: dict[str, Counter[str]] = {}
    for row in store.analyses(engine["engine"], "a.kind NOT IN ('listing', 'other')"):
        if workspace.config.covers(row["published"]):
            _collect(json.loads(row["json"])["people"], found, said)
    file = file_of(workspace.path)
    known = {_key(row.name) for row in (rows(file) if file is not None else ())}
    for key, one in found.items():
        one.elsewhere = said.get(key, one.elsewhere)
    left = [one for key, one in found.items() if key not in known]
    return sorted(left, key=lambda one: (-one.items, one.name))


def _collect(
    people: Iterable[Mapping[str, Any]], found: dict[str, Unclear], said: dict[str, Counter[str]]
) -> None:
    """Adds the people of one item, each once."""
    seen: set[str] = set()
    for person in people:
        key = _key(person["name"])
        if not person["named"] or len(person["name"].split()) < 2 or key in seen:
            continue
        seen.add(key)
        if person["gender"] == Gender.UNKNOWN and _in_office(person):
            one = found.setdefault(key, Unclear(person["name"]))
            one.items += 1
            one.titles[person["occupation"]] += 1
        elif person["evidence"] in _SAID:
            said.setdefault(key, Counter())[person["gender"]] += 1


def _in_office(person: Mapping[str, Any]) -> bool:
    private = person["victim"] or person["minor"] or person["family_role"] or person["function"] in _PRIVATE
    return bool(person["occupation"]) and person["gmmp_occupation"] in OFFICES and not private


def _key(name: str) -> str:
    return "".join(fold(name).split())


def elsewhere(one: Unclear, words: Words) -> str:
    """Nữ: 3 bài; "" where no other item says it."""
    told = [(sex, one.elsewhere[sex]) for sex in (Gender.FEMALE, Gender.MALE) if one.elsewhere[sex]]
    return "; ".join(words("officials.elsewhere", sex=words(f"officials.sex.{sex}"), n=n) for sex, n in told)


def write(workspace: Workspace, found: Iterable[Unclear], words: Words) -> tuple[Path, int]:
    """Adds those found to the table, each with an empty cell for sex and source; what stands there stays as it is. The table becomes
    a workbook. Returns it and the number of rows added. Raises InputError kinds, WriteError.
    """
    from reports.books import whole_book  # noqa: PLC0415  as above

    old = file_of(workspace.path)
    before = rows(old) if old is not None else []
    added = list(found)
    path = workspace.path / NEW
    say = {"": "", "female": words("officials.sex.female"), "male": words("officials.sex.male")}
    table = [*before]
    for one in added:
        titles = "; ".join(title for title, _ in one.titles.most_common(3))
        table.append(Row(one.name, titles=titles, items=str(one.items), elsewhere=elsewhere(one, words)))
    cells = [(r.name, say[r.sex], r.titles, r.source, r.items, r.elsewhere) for r in table]
    with whole_book(path) as book:
        sheet = book.add_worksheet(words("officials.sheet"))
        base = {
            "font_name": "Times New Roman",
            "font_size": 12,
            "valign": "top",
            "border": 1,
            "text_wrap": True,
        }
        head, plain = book.add_format(base | {"bold": True, "bg_color": "#dfe9ee"}), book.add_format(base)
        for at, column in enumerate(COLUMNS):
            sheet.write_string(0, at, words(f"officials.column.{column}"), head)
            sheet.set_column(at, at, _WIDTHS[column])
        for number, line in enumerate(cells, 1):
            for at, cell in enumerate(line):
                if COLUMNS[at] == "items" and cell.isdigit():
                    sheet.write_number(number, at, int(cell), plain)
                else:
                    sheet.write_string(number, at, cell, plain)
        sheet.freeze_panes(1, 1)
        rule = {
            "validate": "list",
            "source": [say["female"], say["male"]],
            "error_message": words("officials.sex.told"),
        }
        sheet.data_validation(1, 1, max(1, len(cells)), 1, rule)
    if old is not None and old != path:
        # its rows stand in the workbook now
        old.replace(old.with_name(old.name + ".taken-over"))
    return path, len(added)
