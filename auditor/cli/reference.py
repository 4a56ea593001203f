"""Write docs/cli.md from the commands themselves, so that it cannot lag behind (``python -m auditor.cli.reference``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.cli import GROUPS, base

EXIT_CODES = (0, 1, 2, 3, 4, 5, 6, 70, 130)


def _table(command: Any) -> Iterator[str]:
    rows = [p for p in command.params if p.name != "help" and not getattr(p, "hidden", False)]
    if not rows:
        return
    yield "| | |"
    yield "|---|---|"
    for p in rows:
        options = [f"`{name}`" for name in (*p.opts, *p.secondary_opts) if name.startswith("-")]
        names = ", ".join(options) or f"`{p.name.upper()}`"
        yield f"| {names} | {getattr(p, 'help', '') or ''} |"


def text(lang: str = "vi") -> str:
    """The whole page."""
    shell = base.Shell(lang)
    app = base.command_of(shell, GROUPS)
    lines = [f"# {shell('cli.reference.title')}", "", shell("cli.reference.intro"), "", *_table(app), ""]
    for name, command in base.walk(app):
        # a group of commands that does nothing itself has no options worth a page
        if hasattr(command, "commands") and (name == "auditor" or not command.invoke_without_command):
            continue
        lines += [f"## {name}", "", (command.help or "").strip(), ""]
        lines += [*_table(command), ""]
        if command.epilog:
            lines += [command.epilog.replace(": ", ": `", 1) + "`", ""]
    lines += [f"## {shell('cli.reference.exit')}", "", "| | |", "|---|---|"]
    lines += [f"| {code} | {shell(f'cli.exit.{code}')} |" for code in EXIT_CODES]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path("docs/cli.md").write_text(text(), encoding="utf-8", newline="\n")
