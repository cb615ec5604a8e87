"""Bringing dictionaries of other coders, and tables of leaders, into a lexicon file of a user."""
