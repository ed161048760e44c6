"""From scores to a picture: layout, scale, colours, and what keeps it honest."""
