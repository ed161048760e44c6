"""A picture as HTML; the one place where text is escaped for it."""
