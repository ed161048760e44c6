"""Words and numbers of languages."""
