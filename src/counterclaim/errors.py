"""What can go wrong, as one small tree. Every message says what to do about it.

CounterclaimError
├── InputError         a document cannot be read (it is listed as refused, the run goes on)
│   └── LimitError     it is larger, deeper or slower than the limits allow
├── DataError          a data file of the package or the user holds a mistake; names file and entry
├── ModelError         the language model is missing or is not what it says
└── UsageError         a call or command line that cannot be carried out
"""


class CounterclaimError(Exception):
    """Base of all errors that Counterclaim raises on purpose. `str(error)` is fit for a user."""


class InputError(CounterclaimError):
    """A document cannot be read. `reason` is a short slug that refusals are counted by."""

    def __init__(self, message: str, reason: str = "unreadable") -> None:
        super().__init__(message)
        self.reason = reason


class LimitError(InputError):
    """A document is larger, deeper or slower than the limits in `settings` allow."""


class DataError(CounterclaimError):
    """A data file holds a mistake. The message names the file and the entry."""


class ModelError(CounterclaimError):
    """The language model is missing, or is not what its name says."""


class UsageError(CounterclaimError):
    """A call or command line that cannot be carried out as given."""
