"""Times named in a text, put on the calendar."""

from counterclaim.extract.times.calendar import day_range, joined
from counterclaim.extract.times.find import find_times

__all__ = ["day_range", "find_times", "joined"]
