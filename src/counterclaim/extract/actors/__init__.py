"""Whom the words of a text stand for: `find_actors(annotation, document, places) -> Actors`."""

from counterclaim.extract.actors.index import Actors, find_actors

__all__ = ["Actors", "find_actors"]
