"""What the loader of rules says about a mistake in a pack, as forms for :mod:`auditor.cli.plainly`."""

from __future__ import annotations

# (what a detail looks like, key below ``detail.``)
RULE_FORMS: tuple[tuple[str, str], ...] = (
    (r"(?P<name>[\w-]+) does not fire on “(?P<value>.*)”", "rule.silent"),
    (r"(?P<name>[\w-]+) fires on “(?P<value>.*)”", "rule.fires"),
    (r"(?P<name>[\w-]+): (?P<value>\w+) is missing", "rule.missing"),
    (r"(?P<name>[\w-]+): (?P<value>valid_to is before valid_from|by_day: .*)", "rule.days"),
    (r"(?P<name>[\w-]+): by_law: (?P<value>\w+) is no law among the sources of the rule", "rule.by_law"),
    (r"(?P<name>[\w-]+): law_when: (?P<value>\w+) is no law among the sources of the rule", "rule.law_when"),
    (r"(?P<name>[\w-]+): law_when: person is for rules of the type identification", "rule.law_person"),
    (r"rule (?P<name>[\w-]+) is already in (?P<known>.*)", "rule.twice"),
    (r"pack (?P<name>[\w-]+) is taken", "rule.pack"),
    (r"(?P<name>[\w-]+): (?:a bracket is not closed|unbalanced bracket.*)", "rule.bracket"),
    (r"(?P<name>[\w-]+): no class \[(?P<value>.*)\]", "rule.class"),
    (r"(?P<name>[\w-]+): a gap of more than (?P<value>\d+) syllables", "rule.gap"),
    (r"(?P<name>[\w-]+): more than (?P<value>\d+) variants", "rule.variants"),
    (
        r"(?P<name>[\w-]+): (?:no pattern|“.*” may match nothing, or begins or ends with a gap)",
        "rule.pattern",
    ),
)
