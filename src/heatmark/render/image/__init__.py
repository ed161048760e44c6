"""A picture as an image."""
