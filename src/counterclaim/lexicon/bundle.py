"""The lexicon that one coder holds: the package's, with a user's files on top. Never changed once it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counterclaim.lexicon.actor_types import ActorLexicon
from counterclaim.lexicon.actors import load_actor_lexicon
from counterclaim.lexicon.events import EventLexicon, load_event_lexicon
from counterclaim.lexicon.user_actors import ActorReader
from counterclaim.lexicon.user_events import with_user_events
from counterclaim.lexicon.user_file import DIGITS, read_user_files

Paths = str | Path | Iterable[str | Path] | None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Actors and events as one coder knows them. label: the user's files and their digests, "" where there are none."""

    actors: ActorLexicon
    events: EventLexicon
    label: str = ""


def load_lexicon(paths: Paths = None) -> Lexicon:
    """The package's lexicon and on top the user's files (or folders of files) in their order, a later one winning.

    Raises UsageError where a file cannot be read, DataError (file, entry, remedy) where it holds a mistake.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths or ())
    if not listed:
        return own_lexicon()
    actors, events = load_actor_lexicon(), load_event_lexicon()
    labels = []
    for file in read_user_files(listed):
        actors = ActorReader(file, actors).read()
        events = with_user_events(file, events)
        labels.append(f"{file.name} sha256:{file.digest[:DIGITS]}")
    return Lexicon(actors, events, f"lexicon {', '.join(labels)}")


@cache
def own_lexicon() -> Lexicon:
    """The package's lexicon."""
    return Lexicon(load_actor_lexicon(), load_event_lexicon())
