"""What a department's store knows beside the figures of a report: points lost, forms late, whose wordings weigh most, why a figure moved.

It is cut down for each circle of readers like the figures themselves (``circulating.facts_for``), before a sentence is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass

# named at most: whoever reads a paragraph keeps no more in mind
MOST = 3
LATE, MISSING, DRAFT = "late", "missing", "draft"


@dataclass(frozen=True, slots=True)
class Lost:
    """Points that a criterion could have brought and did not, by body; lines without points are no loss."""

    code: str
    title: str
    points: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """Wordings of one family of rules that were found, by outlet."""

    family: str
    hits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A body whose form came late, as a draft or not at all; ``name`` "" where it may not be shown."""

    id: str
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why one figure is another than the year before. ``told``: with the parts it falls into; ``short``: that it moved, without these;
    ``bodies``: behind each part, how many bodies it stands for and of how many.
    """

    told: str
    short: str = ""
    bodies: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """``asked``: bodies that had to send a form; ``scored``: those whose points are known, ``appraised``: are they the appraiser's;
    ``withheld``: standings of some of whom these readers are not told how many; ``read``: outlets of which items were read. ``rate``, ``content``: why rate and shares moved since the year before, for the
    province; ``own``: an outlet against itself, (id, sentence).
    """

    asked: int = 0
    sent: tuple[Sent, ...] = ()
    scored: int = 0
    appraised: bool = False
    lost: tuple[Lost, ...] = ()
    read: int = 0
    weights: tuple[Weight, ...] = ()
    rate: tuple[Why, ...] = ()
    content: tuple[Why, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    withheld: tuple[str, ...] = ()

    def standing(self, *standings: str) -> tuple[Sent, ...]:
        return tuple(one for one in self.sent if one.standing in standings)


NO_FACTS = Facts()
"""Where nobody looked for any."""
