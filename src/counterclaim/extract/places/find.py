"""Finding the places that a document names."""

from __future__ import annotations

from dataclasses import replace
from math import log

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places import control
from counterclaim.extract.places.choose import Company
from counterclaim.extract.places.gazetteer import Gazetteer, Place, gazetteer
from counterclaim.extract.places.mentions import Mention, Scan
from counterclaim.extract.places.metonymy import acts, head_of, seats, suffers
from counterclaim.extract.places.relations import borders, relation
from counterclaim.extract.times.calendar import as_date
from counterclaim.records import Document, PlaceRef

# Weights of what speaks for and against a place: logistic regression on four fifths of LGL and TR-News, rounded;
# states and divisions raised, alternates lowered less, since those texts tell more of American towns than of the world.
WEIGHTS = {
    "bias": -1.2, "size": 0.45, "near": 1.0, "state": 1.5, "division": 0.5, "listed_kind": 1.0, "alternate": -0.8,
    "in": 0.7, "at": 0.5, "of_area": 0.6, "of": 0.6, "directed": 0.4, "article": 0.0, "dateline": 1.4, "listed": 0.9, "comma_place": 0.2,
    "qualified": 1.2, "somewhere": 1.7, "area_right": 1.0, "public_right": 0.9, "lower_right": 0.2, "hyphen_right": 0.5, "words": 1.4,
    "upper": 0.7, "short_form": 1.0, "opens": -0.3, "body_right": -0.5, "capital_right": -0.7, "number_left": -0.7, "road_right": -3.0,
    "place_left": -0.9, "title": -0.9, "given_left": -1.2, "somebody": -1.6, "given": -1.0, "common": -1.2, "not_name": -0.9,
    "suffers": 0.5, "accord_right": -4.0, "full_name": -4.0,
}  # fmt: skip
THRESHOLD = -0.2
MOST = 12  # places of one name that may be a seat of government
READ_ASIDES = ("dateline", "title")  # of what is not the article, these still tell where it plays


def find_places(annotation: Annotation, document: Document) -> list[PlaceRef]:
    """Every place that `document.text` names, in order; nobody's names, bodies and streets are left out."""
    day = as_date(document.published)
    index = gazetteer()
    found = []
    for mention, place, value in judged(annotation, document):
        if value > THRESHOLD:
            made = located(ref(mention, place, index), document.text)
            found.append(replace(made, controlled_by=control.on(made, (day, day))) if day and made.kind != "state" else made)
    found += borders(document.text, found)
    found.sort(key=lambda p: p.start)
    return found


def judged(annotation: Annotation, document: Document) -> list[tuple[Mention, Place, float]]:
    """Every known name with the place that it would mean and how likely it is a place at all."""
    scan = Scan(annotation, document.text)
    asides = [(a.start, a.end) for a in document.asides if a.kind not in READ_ASIDES]
    mentions = [m for m in scan.mentions() if not any(first <= m.start < last for first, last in asides)]
    note_who_acts(annotation, mentions)
    company = Company(mentions, [low for low, word in zip(scan.lower, scan.words, strict=True) if low != word])
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


def note_who_acts(annotation: Annotation, mentions: list[Mention]) -> None:
    """Marks the names that stand for those who rule there: "Washington said"."""
    if not annotation.tokens:
        return
    for mention in mentions:
        if mention.end <= len(annotation.text):
            state = any(p.kind == "state" for p in mention.places[:1])
            seat = any((mention.key, p.country) in seats() for p in mention.places[:MOST])
            head = head_of(annotation, mention.start, mention.end)
            mention.signs["acts"] = float(acts(annotation, head, state or seat, state))
            mention.signs["suffers"] = float(suffers(annotation, head))


def ref(mention: Mention, place: Place, index: Gazetteer) -> PlaceRef:
    country = None if place.country == "-" else place.country
    kind = "region" if mention.signs.get("area_right") and place.kind == "city" else place.kind
    admin1 = index.place(place.division).name if place.division >= 0 else None
    return PlaceRef(
        mention.start, mention.end, mention.text, place.name, country, place.lat, place.lon, place.geonames, place.disputed, kind,
        admin1=admin1, metonym=bool(mention.signs.get("acts")), why=mention.why,
    )  # fmt: skip


def located(place: PlaceRef, text: str) -> PlaceRef:
    """`place` with what the words before it say: "30 km north of", "near"."""
    said = relation(text, place.start) if not place.metonym and place.kind in ("city", "region", "landmark") else None
    if said is None or place.lat is None or place.lon is None:
        return place
    lat, lon = said.moved(place.lat, place.lon)
    return replace(place, lat=lat, lon=lon, relation=said.words, precision=said.precision)
