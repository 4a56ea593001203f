"""Start a derived edition: a small file that extends another and says in comments what can be changed, and how."""

from __future__ import annotations

import json
import re
from pathlib import Path

from auditor.errors import InputError, UsageError
from crawlers.register import slug
from indicators.indexes import SCHEMA, Edition, editions, load_edition, schema_text

_ID = re.compile(r"^[a-z0-9][a-z0-9-]*$")


class FileExists(InputError):
    """A file is there already, and is not written over. Values: file."""

    code = "file_exists"


def write_derived(file: Path, base: str, title: str = "") -> Edition:
    """Write a derived edition and load it once. Raises FileExists, UsageError, UnknownEdition, DataFileError."""
    known = load_edition(base)
    name = slug(file.stem)
    if file.suffix not in (".yaml", ".yml") or not _ID.match(name):
        raise UsageError(f"{file} is no name for an edition", detail=f"{file}: *.yaml")
    if name in editions():
        raise UsageError(f"{name} is taken", detail=f"{name}: auditor index list")
    parent = Path(base)
    if base not in editions() and parent.parent.resolve() != file.parent.resolve():
        raise UsageError("the extended file stands elsewhere", detail=f"--from {parent.name}: {file.parent}")
    text = _text(name, base if base in editions() else parent.name, known, title)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError as error:
        raise FileExists(file=str(file)) from error
    _put_schema(file.parent / SCHEMA)
    return load_edition(file)


def _put_schema(file: Path) -> None:
    """What an editor completes from, beside the edition: the same line works on every computer and names no folder of this one."""
    text = schema_text()
    if file.is_file():
        there = file.read_bytes().decode("utf-8", "replace")
        # somebody else's file of that name is left alone
        if there == text or f'"{json.loads(text)["$id"]}"' not in there:
            return
    file.write_text(text, encoding="utf-8", newline="\n")


def _text(name: str, base: str, known: Edition, title: str) -> str:
    first = known.indicators[0]
    words = " ".join(title.split())
    titles = {
        "vi": words or f"{known.title['vi']} – ấn bản {name}",
        "en": words or f"{known.title['en']} – edition {name}",
    }
    codes = "\n".join(f"#   {i.code}  {i.title['vi']}" for i in known)
    return _FORM.format(
        id=name,
        base=json.dumps(base, ensure_ascii=False),
        base_id=known.id,
        vi=json.dumps(titles["vi"], ensure_ascii=False),
        en=json.dumps(titles["en"], ensure_ascii=False),
        code=first.code,
        last=known.indicators[-1].code,
        objective=first.objective,
        codes=codes,
        schema=SCHEMA,
    )


# braces of YAML are doubled for str.format
_FORM = """\
# yaml-language-server: $schema={schema}
# Ấn bản của địa phương, dựa trên {base_id}. Chỉ ghi những gì KHÁC với ấn bản gốc; mọi dòng khác giữ nguyên.
# An edition of one's own, derived from {base_id}: only what differs is written here. How: docs/index.md.
# Kiểm lỗi / check:   auditor index validate TỆP-NÀY.yaml
# So với bản gốc / compare:   auditor index diff {base_id} TỆP-NÀY.yaml
edition: {id}
extends: {base}
title: {{vi: {vi}, en: {en}}}
# issuer: "Sở …, văn bản số …"
# valid_from: "2026-01-01"

# Bỏ dấu # và sửa để dùng / remove the # and edit:
#
# indicators:
#   - code: {code}          # đổi điểm, ngưỡng / points and thresholds
#     points: 5
#     bands: [{{at_least: 0.4, points: 5}}, {{at_least: 0.3, points: 3}}]
#   - code: {last}          # đổi câu chữ / wording (becomes "own")
#     title: {{vi: "…", en: "…"}}
#   - code: X1.1.1          # thêm chỉ số mới: ghi đủ các mục / a new indicator needs all of these
#     title: {{vi: "…", en: "…"}}
#     question: {{vi: "…?", en: "…?"}}
#     wording: own
#     evidence: I
#     objective: {objective}
#     answers: [media_body]
#     unit: articles
#     method: measured
#     measure: formula
#     formula: "law_items / items"
#     minimum_n: 20
#     verification: {{vi: "…", en: "…"}}
#     sources: ["văn bản số …"]
#     tags: [SDG5.1]          # thiếu mục nào thì ghi lý do / what is left out is explained: absent: {{tags: {{vi: "…", en: "…"}}}}
#
# remove: [{last}]          # bỏ chỉ số / leave out
#
# Các mã của ấn bản gốc / codes of the extended edition:
{codes}
"""
