"""The fenced text: fences, headers, rows, mappings."""
