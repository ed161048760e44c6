"""A page and the one loop over its blocks, for all hosts."""
