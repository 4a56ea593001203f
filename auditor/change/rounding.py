"""Rounded so that what is printed adds up: a reader with a pencil must not find parts that miss the change by a tenth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.change.model import PARTS, Change

# figures are printed in tenths of a percentage point
_TENTHS = 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as it is printed, in whole tenths of a percentage point (as shares): ``change`` is the sum of ``parts``."""

    change: float
    parts: Mapping[str, float]


def printed(share: float) -> int:
    """A share as it is printed, in tenths of a percent: by the very rounding of the formatter."""
    return round(float(f"{share * 100:.1f}") * 10)


def difference(before: float, after: float) -> float:
    """The difference of two shares as printed: 51,6 % and 46,5 % are 5,1 apart, whatever stands behind the decimals."""
    return (printed(after) - printed(before)) / _TENTHS


def shown(change: Change) -> Shown:
    """The parts by largest remainder: what is left of the printed change goes to the part that rounding took most from.

    Parts that are nothing stay nothing, unless there is no other to take the rest.
    """
    whole = printed(change.after.value) - printed(change.before.value)
    exact = {cause: change.part(cause) * _TENTHS for cause in PARTS}
    parts = {cause: printed(change.part(cause)) for cause in PARTS}
    takers = [cause for cause in PARTS if abs(exact[cause]) > 1e-9] or [PARTS[0]]
    while rest := whole - sum(parts.values()):
        step = 1 if rest > 0 else -1
        taker = max(takers, key=lambda cause: step * (exact[cause] - parts[cause]))
        parts[taker] += step
    return Shown(whole / _TENTHS, {cause: tenths / _TENTHS for cause, tenths in parts.items()})
