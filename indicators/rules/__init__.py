"""Is there a wording here that guidance asks an editor to reconsider? Rules are data; see docs/rules.md."""

from indicators.rules.engine import RuleSet
from indicators.rules.loader import load_packs
from indicators.rules.model import RateCount, Rule, RuleContext

__all__ = ["RateCount", "Rule", "RuleContext", "RuleSet", "load_packs"]
