"""Showing codings to people: text account, report, charts."""
