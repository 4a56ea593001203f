"""Which provinces went into the workspace's own, by which day? Rates and promises of earlier years need to know.

The program's file knows the real ones (crawlers/provinces.yaml). A workspace may have a ``provinces.yaml`` of the same form;
that of a made-up province can be nowhere else.
"""

from __future__ import annotations

import datetime as dt

from auditor.workspace import Workspace
from crawlers.provinces import Province, provinces
from crawlers.register import slug

FILE = "provinces.yaml"


def joined(workspace: Workspace, day: dt.date | str | None = None) -> tuple[str, ...]:
    """The provinces that had become part of the workspace's by the day (by now, where none is given), without itself.

    Raises RegisterError for a broken file.
    """
    on = dt.date.fromisoformat(day) if isinstance(day, str) else day
    own = slug(workspace.config.province)
    return tuple(
        province.name
        for province in _known(workspace)
        if slug(province.into) == own
        and slug(province.name) != own
        and (on is None or province.end is None or province.end <= on)
    )


def places(workspace: Workspace) -> tuple[str, ...]:
    """The workspace's province and all that are part of it today."""
    return (workspace.config.province, *joined(workspace))


def _known(workspace: Workspace) -> tuple[Province, ...]:
    file = workspace.path / FILE
    return (provinces(file) if file.is_file() else ()) + provinces()
