"""How often a 95 % interval holds the truth, when the machine misses women: corrected by coded articles, and raw.

    python benchmarks/calibration.py [--repetitions 2000] [--articles 1500] [--coded 200] [--missed 0.3] [--trait 0.03]

Every repetition makes a year of an outlet anew: articles with people (many with none, few with many), women among them
by kind of article, and a machine that misses each woman with the stated probability (and each man with 0.05), and
calls some of the rest wrongly. With --trait the figure is a share of articles instead (a rare trait, yes or no). Articles are the unit: a sample of them is "coded", and whether the interval holds the
share of the process that makes articles, and the share of this very year, is counted. No network, no held material.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from auditor.calibration.correction import Stratum, correct
from indicators.shares import linearised

# kinds of article: how often, mean number of people, share of women
KINDS = ((0.35, 0.4, 0.30), (0.40, 2.5, 0.25), (0.20, 4.0, 0.45), (0.05, 9.0, 0.15))
TRUTH = sum(o * m * w for o, m, w in KINDS) / sum(o * m for o, m, _ in KINDS)
WRONG = 0.02
MISSED_MEN = 0.05
FALSE_TRAIT = 0.005


def _poisson(draw: random.Random, mean: float) -> int:
    limit, product, k = math.exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        k += 1
    return k


def article(draw: random.Random, missed: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """(women, known people) as they are, and as the machine sees them."""
    _, mean, share = draw.choices(KINDS, weights=[k[0] for k in KINDS])[0]
    people = _poisson(draw, mean)
    women = sum(draw.random() < share for _ in range(people))
    seen_women = sum(draw.random() >= missed for _ in range(women))
    seen_men = sum(draw.random() >= MISSED_MEN for _ in range(people - women))
    turned = sum(draw.random() < WRONG for _ in range(seen_women)) - sum(
        draw.random() < WRONG for _ in range(seen_men)
    )
    return (women, people), (seen_women - turned, seen_women + seen_men)


def rare(draw: random.Random, missed: float, trait: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """The same of a trait in so many articles, which the machine also sees in 0.5 % of the others."""
    has = draw.random() < trait
    seen = draw.random() >= missed if has else draw.random() < FALSE_TRAIT
    return (int(has), 1), (int(seen), 1)


def simulate(
    *,
    repetitions: int = 2000,
    articles: int = 1500,
    coded: int = 200,
    missed: float = 0.3,
    trait: float = 0.0,
    seed: int = 1,
) -> dict[str, float]:
    """Shares of repetitions in which each interval holds the truth, and what else is worth knowing."""
    draw = random.Random(seed)
    truth = trait or TRUTH
    held = {"corrected": 0, "corrected_of_year": 0, "people": 0, "raw": 0}
    width = {"corrected": 0.0, "people": 0.0, "raw": 0.0}
    value = {"corrected": 0.0, "raw": 0.0}
    weight = 0.0
    for _ in range(repetitions):
        year = [rare(draw, missed, trait) if trait else article(draw, missed) for _ in range(articles)]
        # the articles were made independently, so the first ones are a random sample of them
        read, rest = year[:coded], [machine for _, machine in year[coded:]]
        found = correct([Stratum(read, rest)], minimum=2)
        low, high = found.interval
        raw = linearised([machine for _, machine in year])
        alone = linearised([people for people, _ in read])
        of_year = sum(p[0] for p, _ in year) / sum(p[1] for p, _ in year)
        held["corrected"] += low <= truth <= high
        held["corrected_of_year"] += low <= of_year <= high
        held["raw"] += raw[0] <= truth <= raw[1]
        held["people"] += alone[0] <= truth <= alone[1]
        width["corrected"] += high - low
        width["raw"] += raw[1] - raw[0]
        width["people"] += alone[1] - alone[0]
        value["corrected"] += found.value
        value["raw"] += found.machine
        weight += found.weight
    shares = {f"{name}_covers": count / repetitions for name, count in held.items()}
    widths = {f"{name}_width": total / repetitions for name, total in width.items()}
    values = {f"{name}_mean": total / repetitions for name, total in value.items()}
    return {"truth": truth} | values | shares | widths | {"weight": weight / repetitions}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    for name, default in (("repetitions", 2000), ("articles", 1500), ("coded", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--missed", type=float, default=0.3)
    parser.add_argument("--trait", type=float, default=0.0)
    started = time.monotonic()
    options = vars(parser.parse_args())
    found = {name: round(figure, 4) for name, figure in simulate(**options).items()}
    print(json.dumps(options | found | {"seconds": round(time.monotonic() - started, 1)}, indent=2))


if __name__ == "__main__":
    main()
