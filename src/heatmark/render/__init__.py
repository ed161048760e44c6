"""From a picture to what a reader sees: one module for each kind of output."""
