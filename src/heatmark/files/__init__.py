"""Data files of many producers."""
