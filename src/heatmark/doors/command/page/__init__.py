"""One page that needs nothing else, as HTML or PDF."""
