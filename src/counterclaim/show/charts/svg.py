"""From an Altair chart to the SVG that stands in the page."""

from __future__ import annotations

import json
import math
import re
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

from counterclaim.show.palette import light

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
FINE = re.compile(r"(\.\d)\d+")  # a tenth of a pixel is enough
POINT = re.compile(r"L(-?[\d.]+),(-?[\d.]+)")
RING = re.compile(r"M(-?[\d.]+),(-?[\d.]+)((?:L-?[\d.]+,-?[\d.]+){3,})Z")
CLOSE = 0.9  # pixels; a border's points nearer than that to the last one show nothing
CLIP = re.compile(r'id="(clip\d+)"')
# Filled in where a chart asks for this colour: SVG has patterns, Vega-Lite has not.
HATCH = "#8a6d1f"
DESCRIBED = {"point", "circle", "geoshape", "rule"}  # marks whose description is shown on hover
WIDTH = 720  # pixels; pages scale it


def altair() -> Any:
    """The module, loaded when the first chart is drawn: it takes a quarter of a second."""
    return import_module("altair")


def draw(chart: Any, anchor: str, label: str, datasets: dict[str, Any] | None = None) -> Markup:
    """`chart` (Altair) as inline SVG named `label` for the figure `anchor`, its links leading to anchors of the same page.

    `datasets` are large data that the chart knows by name only, as Altair copies and checks what it holds.
    Texts come escaped: the drawing is parsed and written out again as XML.
    """
    import vl_convert

    axis = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": light("soft")}
    themed = chart.configure(font=FONT, background="transparent", padding=0, view={"stroke": None}, axis=axis)
    spec = clean(themed.to_dict())
    spec["datasets"] = {**spec.get("datasets", {}), **(datasets or {})}
    return Markup(tidy(vl_convert.vegalite_to_svg(json.dumps(spec)), anchor, label))  # noqa: S704 (written by ElementTree)


def clean(value: Any) -> Any:
    """A specification whose texts XML can hold: control characters and halves of characters are replaced."""
    if isinstance(value, str):
        return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in value)
    if isinstance(value, dict):
        return {clean(key): clean(member) for key, member in value.items()}
    return [clean(member) for member in value] if isinstance(value, list) else value


def tidy(svg: str, anchor: str, label: str) -> str:
    """`svg` with a name, hover titles, local links and hatching, without what draws nothing.

    Ids are made the chart's own, for the renderer counts them on from one chart to the next.
    """
    for number, old in enumerate(dict.fromkeys(CLIP.findall(svg))):
        svg = re.sub(rf"\b{old}\b", f"{anchor}-part{number}", svg)
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own renderer's output)
    for node in list(root.iter()):
        relabel(node)
    for parent in list(root.iter()):
        for child in list(parent):
            if draws_nothing(child):
                parent.remove(child)
            child.attrib.pop("class", None)
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.attrib.pop("class", None)
    root.set("role", "group")
    root.set("aria-label", label)
    root.set("viewBox", root.get("viewBox") or f"0 0 {width} {height}")
    return ElementTree.tostring(root, encoding="unicode")


def relabel(node: ElementTree.Element) -> None:
    """Make the link of a mark local, its description a title to hover over, its path thin; fill what is hatched."""
    link = node.attrib.pop(XLINK, None)
    if link:
        node.set("href", "#" + link.partition("#")[2])
    if node.get("fill") == HATCH:
        node.set("fill", "url(#hatch)")
    if node.get("d"):
        node.set("d", thin(node.get("d", "")))
    name, kind = node.get("aria-label"), node.attrib.pop("aria-roledescription", None)
    if name and kind in DESCRIBED:
        ElementTree.SubElement(node, f"{{{SVG}}}title").text = name
    node.attrib.pop("pointer-events", None)


def draws_nothing(node: ElementTree.Element) -> bool:
    frame = node.get("class") == "background" and not node.get("stroke")
    return frame or node.get("display") == "none" or (node.tag.endswith("path") and not node.get("d"))


def thin(path: str) -> str:
    """An SVG path in tenths of pixels; of rings of straight lines only the points that can be seen apart."""

    def ring(found: re.Match[str]) -> str:
        x, y = float(found[1]), float(found[2])
        kept = [f"M{found[1]},{found[2]}"]
        for point in POINT.finditer(found[3]):
            px, py = float(point[1]), float(point[2])
            if max(abs(px - x), abs(py - y)) >= CLOSE:
                x, y = px, py
                kept.append(point[0])
        return "".join(kept) + "Z" if len(kept) > 3 else ""

    return FINE.sub(r"\1", RING.sub(ring, path))


def halo(base: Any, ground: str, **mark: Any) -> list[Any]:
    """Two layers of text, the lower one a rim in the colour of the ground, so that lines do not cross letters."""
    rim = base.mark_text(**{**mark, "stroke": light(ground), "strokeWidth": 4, "strokeJoin": "round", "aria": False})
    return [rim, base.mark_text(**mark)]


def text_width(text: str, size: float) -> float:
    """Roughly how wide `text` is in pixels in the charts' font."""
    return math.fsum(0.32 if c in "il.,'|jtfI -" else 0.75 if c.isupper() or c in "mw" else 0.55 for c in text) * size
