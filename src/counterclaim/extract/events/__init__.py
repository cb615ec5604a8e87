"""Events: who did what to whom."""

from counterclaim.extract.events.find import find_events

__all__ = ["find_events"]
