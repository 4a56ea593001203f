"""A newsroom's or department's own rules: packs in the folder ``rules`` of a workspace, or named on the command line.

They are read beside the program's, shown as hints, and enter no indicator: what one province adds must not make its figures
incomparable with the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor import officials
from auditor.workers import Packs
from auditor.workspace import CONFIG
from indicators.people.knowledge import Holder

FOLDER = "rules"


def own_packs(folder: Path | None, named: Iterable[Path] = ()) -> Packs:
    """The packs of a workspace's folder, if it is one, and those named besides; with them its office holders. Raises InputError kinds."""
    found: list[Path] = []
    holders: tuple[Holder, ...] = ()
    if folder is not None and (folder / CONFIG).is_file():
        found += sorted((folder / FOLDER).glob("*.yaml"))
        holders = officials.read(folder)
    return Packs(added=tuple(dict.fromkeys(map(str, [*found, *named]))), holders=holders)
