"""Can a figure be defended years later? Hashes of what it was made from, working it out again, and bundles that are signed."""
