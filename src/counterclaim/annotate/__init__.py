"""Parsing: sentences, tokens, lemmas and heads behind one contract."""
