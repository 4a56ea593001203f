"""Charts that can be read without colour, without sight and without a mouse: inline SVG with text as text, a title and
a description. Drawn 360 units wide, the width of a telephone; the page never lets them grow beyond 1.4 times that, so
that their letters stay the size of the text around them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from reports.figures import IndicatorFigure, Milestone, OutletFigures, Rate
from reports.wording import Wording

WIDTH = 360
TILE = 30
GAP = 6
LEVELS: tuple[int | None, ...] = (2, 1, 0, None)


class Charts:
    """The charts of one document; it hands out the ids that tie a chart to its title and description."""

    def __init__(self, wording: Wording) -> None:
        self.say = wording
        self._ids = itertools.count(1)

    def _svg(self, width: int, height: int, title: str, desc: str, parts: Iterable[str], css: str) -> Markup:
        """``parts`` are markup already; title and description are text."""
        ids = f"c{next(self._ids)}"
        described = Markup('<desc id="{0}d">{1}</desc>').format(ids, desc) if desc else Markup()
        labelled = f"{ids}t {ids}d" if desc else f"{ids}t"
        return Markup(
            '<svg class="{css}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{by}">'
            '<title id="{ids}t">{title}</title>{desc}{body}</svg>'
        ).format(
            css=css,
            w=width,
            h=height,
            by=labelled,
            ids=ids,
            title=title,
            desc=described,
            body=Markup("").join(parts),
        )

    def rate(self, rate: Rate, what: str) -> Markup:
        """One bar from 0 to 100 %; above it the promised shares, each a mark with its words."""
        left, right = 12, WIDTH - 12
        span = right - left
        goals = [*rate.last, *rate.next]
        top = 17 * len(goals) + 8
        parts = [_rect(left, top, span, 22, "track")]
        if rate.share:
            css = "formal" if rate.level == 2 else "pilot"
            parts.append(_rect(left, top, round(span * min(rate.share, 1), 1), 22, css))
        for tenth in range(0, 101, 25):
            x = left + span * tenth / 100
            parts.append(_line(x, top + 22, x, top + 27, "tick"))
            parts.append(_text(x, top + 38, f"{tenth} %", "small", _anchor(tenth)))
        for row, goal in enumerate(goals):
            x, y = left + span * goal.share, 13 + row * 17
            # a letter of this size is about 6 units wide; year and share take 14 of them
            line = self._goal(goal, int((max(x, WIDTH - x) - 12) / 6) - 14)
            # lines lie below all words, which have a white rim where a line passes
            parts.insert(1, _line(x, y - 4, x, top - 1, "goal"))
            parts.append(_line(x, top, x, top + 22, "goal"))
            parts.append(_diamond(x, y - 4))
            # towards the middle, where there is room
            if goal.share > 0.5:
                parts.append(_text(x - 9, y, line, "small rim", "end"))
            else:
                parts.append(_text(x + 9, y, line, "small rim"))
        desc = self.say.words(
            "report.chart.rate.desc",
            what=what,
            rate=self.say.rate(rate),
            goals="; ".join(map(self._goal, goals)) or self.say.words("report.chart.no_goal"),
        )
        title = self.say.words("report.chart.rate", what=what)
        return self._svg(WIDTH, top + 44, title, desc, parts, "chart")

    def _goal(self, goal: Milestone, most: int = 200) -> str:
        share = self.say.goal(goal.share)
        issuer = _short(goal.issuer, most)
        return self.say.words("report.chart.goal", issuer=issuer, year=goal.year, share=share)

    def levels(self, numbered: Sequence[tuple[int, OutletFigures]]) -> Markup:
        """One tile an outlet, by level: number, fill and frame all tell the level; in the register's order."""
        parts: list[Markup] = []
        told: list[str] = []
        y = 0
        names = 126
        across = (WIDTH - names + GAP) // (TILE + GAP)
        for level in LEVELS:
            here = [number for number, outlet in numbered if outlet.adoption.level == level]
            name = self.say.level(level)
            told.append(self._level_line(name, here))
            parts.append(_text(0, y + 20, f"{name}: {len(here)}", "strong"))
            for at, number in enumerate(here):
                x, down = names + (at % across) * (TILE + GAP), y + (at // across) * (TILE + GAP)
                parts += _tile(x, down, number, level)
            y += max(1, -(-len(here) // across)) * (TILE + GAP) + 6
            parts.append(_line(0, y - 6, WIDTH, y - 6, "rule"))
        title = self.say.words("report.chart.levels")
        return self._svg(WIDTH, y - 5, title, "; ".join(told), parts, "chart")

    def _level_line(self, level: str, numbers: Sequence[int]) -> str:
        if not numbers:
            return self.say.words("report.chart.levels.zero", level=level)
        listed = ", ".join(map(str, numbers))
        return self.say.words("report.chart.levels.line", level=level, n=len(numbers), numbers=listed)

    def whisker(self, figure: IndicatorFigure) -> Markup:
        """One indicator: a dot on the line from 0 to 100 %, and its interval; nothing where there is no value."""
        if figure.value is None:
            return Markup()
        width, left, right, middle = 150, 6, 144, 10

        def at(share: float) -> float:
            return round(left + (right - left) * min(max(share, 0), 1), 1)

        parts = [_line(left, middle, right, middle, "axis")]
        parts += [_line(at(s), middle - 6, at(s), middle + 6, "tick") for s in (0, 0.5, 1)]
        value = self.say.percent(figure.value)
        if figure.interval is not None:
            low, high = at(figure.interval.low), at(figure.interval.high)
            parts.append(_line(low, middle, high, middle, "whisker"))
            parts += [_line(x, middle - 4, x, middle + 4, "whisker") for x in (low, high)]
            title = self.say.words(
                "report.chart.whisker", title=figure.code, value=value, span=self.say.span(figure.interval)
            )
        else:
            title = self.say.words("report.chart.whisker.none", title=figure.code, value=value)
        parts.append(Markup('<circle class="dot" cx="{}" cy="{}" r="4"/>').format(at(figure.value), middle))
        return self._svg(width, 20, title, "", parts, "mini")

    def share_bar(self, share: float | None) -> Markup:
        """A bar beside a percentage that is written out next to it, so hidden from whoever listens."""
        if share is None:
            return Markup()
        return Markup(
            '<svg class="bar" viewBox="0 0 60 8" aria-hidden="true" focusable="false">'
            '<rect class="track" x="0.5" y="0.5" width="59" height="7"/>'
            '<rect class="formal" x="0.5" y="0.5" width="{}" height="7"/></svg>'
        ).format(round(59 * min(max(share, 0), 1), 1))


HATCH = Markup(
    '<svg class="hidden" aria-hidden="true" focusable="false" width="0" height="0"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#fff"/><rect width="2" height="5" fill="#0b4f6c"/></pattern></defs></svg>'
)
"""The hatching of the pilot level, once a page."""


def _tile(x: float, y: float, number: int, level: int | None) -> list[Markup]:
    css = {2: "tile t2", 1: "tile t1", 0: "tile t0"}.get(-1 if level is None else level, "tile tn")
    tile = [_rect(x + 1, y + 1, TILE - 2, TILE - 2, css)]
    if level == 1:
        # the number stands on a plain patch: hatching behind digits makes them hard to read
        tile.append(_rect(x + 6, y + 7, TILE - 12, TILE - 14, "patch"))
    inside = "num inv" if level == 2 else "num"
    return [*tile, _text(x + TILE / 2, y + 20, str(number), inside, "middle")]


def _short(text: str, most: int) -> str:
    """An issuer's name where a chart has no room to wrap; the table beside it has it in full."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _anchor(percent: int) -> str:
    return {0: "start", 100: "end"}.get(percent, "middle")


def _text(x: float, y: float, text: str, css: str, anchor: str = "start") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        css, round(x, 1), round(y, 1), anchor, escape(text)
    )


def _rect(x: float, y: float, width: float, height: float, css: str) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(css, x, y, width, height)


def _line(x1: float, y1: float, x2: float, y2: float, css: str) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        css, round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1)
    )


def _diamond(x: float, y: float) -> Markup:
    x = round(x, 1)
    return Markup('<path class="goal-mark" d="M{} {}l5 5l-5 5l-5-5z"/>').format(x, y - 5)
