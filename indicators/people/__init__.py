"""Individuals of an item: finding, merging, gender, role."""
