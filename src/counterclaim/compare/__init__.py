"""Comparing the documents of a case: pure functions, codings in, `Accounts` out."""
