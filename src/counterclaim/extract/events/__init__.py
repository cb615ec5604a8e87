"""Events: who did what to whom."""

from counterclaim.extract.events.find import EventFinder, find_events

__all__ = ["EventFinder", "find_events"]
