"""What stands beside the three readings of the rate: how far apart what bodies say and what papers show are."""

from __future__ import annotations

from reports.figures import Ladder
from reports.papers.beside import Beside
from reports.wording import Wording


def of_ladder(ladder: Ladder, say: Wording) -> Beside:
    """Of those that say they apply, how many have proven it at some level."""
    totals = {one.key: one.applied for one in ladder.readings}
    said, proven = totals["lenient"], totals["middle"]
    told = {"said": say.number(said), "proven": say.number(proven), "open": say.number(said - proven)}
    return Beside(say.words("papers.beside.ladder", **told))
