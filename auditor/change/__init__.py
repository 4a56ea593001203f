"""Why a figure moved between two years: content, mix of outlets, chance, rules or edition, coders."""
