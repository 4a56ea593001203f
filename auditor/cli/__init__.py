"""The ``auditor`` command: one file a command group, each loaded with nothing heavier than typer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from auditor.cli import base

GROUPS = (
    "demo", "init", "outlets", "crawl", "importing", "extract", "analyse", "score", "counted", "rate", "promises", "years", "compare", "country", "audit", "report", "paper", "check",
    "index", "rules", "backup", "status", "coverage", "edits", "attachments", "replay", "verify", "bundle", "export", "search", "sample",
    "officials", "coding", "forms", "reply", "decisions", "doctor",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (docs/cli.md lists them); the entry point of the package."""
    words = list(sys.argv[1:] if argv is None else argv)
    code = base.run(words, GROUPS)
    if argv is None:
        sys.exit(code)
    return code
