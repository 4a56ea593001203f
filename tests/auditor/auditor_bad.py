"""What the tests of bad input share: a small province with three articles, and a command that must fail politely."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

GOOD = {"id": "1", "title": "Xóm chài dựng nhà chung", "body": "Bà Lê Thị Hạnh nói: “Nhà đã lợp xong”."}
# words of Python, SQLite and libraries that no reader of Vietnamese needs
ENGLISH = re.compile(
    r"Traceback|Error|Errno|No such|codec|while parsing|expected|not of type|required property|malformed"
    r"|argument|Is a directory|File exists|decompress|zip file|byte 0x"
)
NOISE = random.Random(7).randbytes(4000)


def articles(workspace) -> int:
    with workspace.store(readonly=True) as store:
        return store.number("SELECT count(*) FROM articles")


def jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
