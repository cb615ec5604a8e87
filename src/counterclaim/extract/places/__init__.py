"""Places named in a text, found in the gazetteer."""

from counterclaim.extract.places.find import find_places
from counterclaim.extract.places.gazetteer import Gazetteer, Place, gazetteer

__all__ = ["Gazetteer", "Place", "find_places", "gazetteer"]
