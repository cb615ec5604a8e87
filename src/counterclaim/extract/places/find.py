"""Finding the places that a document names."""

from __future__ import annotations

from math import log

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places.choose import Company
from counterclaim.extract.places.gazetteer import Place
from counterclaim.extract.places.mentions import Mention, Scan
from counterclaim.records import Document, PlaceRef

# Weights of what speaks for and against a place, fitted to LGL and TR-News and rounded.
WEIGHTS = {
    "bias": -0.5, "size": 0.2, "near": 0.5, "state": 4.0, "division": 1.5, "listed_kind": 2.0, "alternate": -1.0,
    "in": 1.5, "at": 0.8, "of_area": 1.2, "of": 0.2, "directed": 0.5, "article": -1.0, "title": -3.0, "given_left": -3.0, "capital_left": -2.0,
    "place_left": -0.5, "body_right": -1.5, "road_right": -3.0, "area_right": 1.0, "capital_right": -2.0, "number_left": -1.0, "hyphen_right": -0.5,
    "comma_place": 2.0, "listed": 1.0, "dateline": 1.5, "opens": -0.3, "common": -2.5, "given": -2.0, "words": 0.8, "not_name": -2.0, "upper": 0.0,
    "short_form": 3.0, "qualified": 1.0,
}  # fmt: skip
THRESHOLD = 0.0


def find_places(annotation: Annotation, document: Document) -> list[PlaceRef]:
    """Every place that `document.text` names, in order; nobody's names, bodies and streets are left out."""
    return [ref(mention, place) for mention, place, value in judged(annotation, document) if value > THRESHOLD]


def judged(annotation: Annotation, document: Document) -> list[tuple[Mention, Place, float]]:
    """Every known name with the place that it would mean and how likely it is a place at all."""
    scan = Scan(annotation, document.text)
    mentions = scan.mentions()
    company = Company(mentions, scan.lower)
    out = []
    for mention in mentions:
        place, _ = company.best(mention)
        signs = all_signs(mention, place, company)
        out.append((mention, place, sum(WEIGHTS.get(name, 0.0) * value for name, value in signs.items())))
    return out


def all_signs(mention: Mention, place: Place, company: Company) -> dict[str, float]:
    """The signs of mentions.py and those of the place itself."""
    signs = dict(mention.signs)
    signs["bias"] = 1.0
    signs["size"] = log(max(place.weight, 100.0)) - 10.0
    signs["near"] = log(1.0 + 3.0 * company.near(place, mention.key))
    signs["state"] = float(place.kind == "state")
    signs["division"] = float(place.kind == "region" and place.division < 0)
    signs["listed_kind"] = float(place.kind in ("water", "landmark"))
    signs["alternate"] = float(not place.main)
    signs["qualified"] = company.qualified(place, mention.qualifier) if mention.qualifier else 0.0
    return signs


def ref(mention: Mention, place: Place) -> PlaceRef:
    country = None if place.country == "-" else place.country
    return PlaceRef(mention.start, mention.end, mention.text, place.name, country, place.lat, place.lon, place.geonames, place.disputed, place.kind)
