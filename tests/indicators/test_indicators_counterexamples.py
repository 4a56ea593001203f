"""An example that proves nothing lets a rule lose a condition unseen: take a field away, and an example of the rule must fail."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.datafile import parse_yaml, read_text
from indicators.rules import loader
from indicators.rules.engine import RuleSet
from indicators.rules.loader import program_packs

PACKS = sorted(
    file for family in ("f08d", "f16", "f17", "f18") for file in program_packs().glob(f"{family}*.yaml")
)
# of these every part is taken away by itself, of the others the whole
PARTED = ("except", "require", "when", "or_told")
WHOLE = (
    "voices_missing missing sources_only sources_min words_min zones together case ambiguous voices topics_except valid_from below by "
    "scope needed"
).split()
# what a rule says though it would be so without it
DEFAULTS = {"scope": "sentence", "sources_min": 3}


def rules(file: Path) -> Iterator[tuple[dict[str, Any], int]]:
    """A pack with the labels of every example written out, so that they stay when ``when`` goes."""
    raw = parse_yaml(read_text(file), str(file))
    for number, rule in enumerate(raw["rules"]):
        when = {**raw.get("defaults", {}), **rule}.get("when", {})
        for name in ("must_fire", "must_not_fire"):
            given = [{"text": one} if isinstance(one, str) else one for one in rule[name]]
            fires = name == "must_fire"
            rule[name] = [
                {**one, "labels": {**when, **one.get("labels", {})} if fires else one.get("labels", when)}
                for one in given
            ]
        if rule.get("status") != "retired":
            yield raw, number


def without(rule: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in PARTED:
        for part in rule.get(name, {}):
            less = copy.deepcopy(rule)
            del less[name][part]
            if not less[name]:
                del less[name]
            yield f"{name}.{part}", less
    for name in WHOLE:
        if name in rule and rule[name] != DEFAULTS.get(name):
            yield name, {k: v for k, v in rule.items() if k != name}


def holds(raw: dict[str, Any], number: int, rule: dict[str, Any], file: Path) -> bool:
    """Do all examples of a rule come out as they say?"""
    pack = {**raw, "rules": [*raw["rules"][:number], rule, *raw["rules"][number + 1 :]]}
    classes = {**loader.word_classes(), **{k: tuple(v) for k, v in raw.get("classes", {}).items()}}
    try:
        one = loader._rule(pack, number, file, "", classes)
        alone = RuleSet([one], classes, today=date(2026, 6, 1), experimental=True)
    except (ValueError, KeyError, TypeError):
        return False
    return all(loader._fires(alone, example) == example.fires for example in one.examples)


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_every_condition_of_a_rule_has_an_example_that_needs_it(file: Path) -> None:
    idle = []
    for raw, number in rules(file):
        rule = raw["rules"][number]
        assert holds(raw, number, rule, file), rule["id"]
        idle += [f"{rule['id']}: {name}" for name, less in without(rule) if holds(raw, number, less, file)]
    assert idle == []
