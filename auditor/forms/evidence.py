"""Papers that a form names, found beside it and kept under their hash, so that a point can be opened to them later."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

from auditor.adoption import MAX_PAPER, Paper, Rules, paper_kind
from auditor.workspace import Workspace

# more papers for one line than this is a list of the whole archive
MOST_PAPERS = 40
_LOOKS_LIKE_FILE = re.compile(
    r"\.(pdf|docx?|odt|xlsx?|jpe?g|png|tiff?|txt|zip|eml|msg|html?)$", re.IGNORECASE
)


def papers_of(text: str, folder: Path, rules: Rules) -> tuple[list[Paper], list[tuple[str, str]]]:
    """The papers of a cell, and (reason, name) of files that could not be taken. Nothing outside ``folder`` is read."""
    found: list[Paper] = []
    wrong: list[tuple[str, str]] = []
    for part in [p.strip() for p in re.split(r"[;\n]", text) if p.strip()][:MOST_PAPERS]:
        name, colon, rest = part.partition(":")
        place = (
            rest.strip() if colon and len(name) > 1 and not rest.startswith("//") and rest.strip() else part
        )
        paper = Paper(part, paper_kind(part, rules))
        if _LOOKS_LIKE_FILE.search(place) and "://" not in place:
            file, reason = _beside(folder, place)
            if file is None:
                wrong.append((reason, place))
                # a file that is not there proves nothing
                paper = replace(paper, kind="")
            else:
                paper = replace(paper, file=str(file), sha256=hash_of(file))
        found.append(paper)
    return found, wrong


def _beside(folder: Path, place: str) -> tuple[Path | None, str]:
    try:
        root = folder.resolve()
        file = (root / place.replace("\\", "/")).resolve()
        if file.is_relative_to(root) and file.is_file():
            if file.stat().st_size > MAX_PAPER:
                return None, "paper_too_large"
            return file, ""
    except (OSError, ValueError):
        pass
    return None, "paper_missing"


def hash_of(file: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def keep(workspace: Workspace, paper: Paper) -> Paper:
    """The paper with its file copied into the workspace, and named relative to it."""
    source = Path(paper.file)
    if not paper.file or not source.is_absolute():
        return paper
    name = f"{paper.sha256[:12]}-{source.name}"
    target = workspace.evidence / name
    if not target.exists():
        workspace.evidence.mkdir(parents=True, exist_ok=True)
        part = target.with_name(name + ".part")
        shutil.copyfile(source, part)
        part.replace(target)
    return replace(paper, file=f"{workspace.evidence.name}/{name}")
