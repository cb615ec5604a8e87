"""From an Altair chart to the SVG that stands in the page."""

from __future__ import annotations

import math
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

from counterclaim.show.palette import light

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
# Filled in where a chart asks for this colour: SVG has patterns, Vega-Lite has not.
HATCH = "#8a6d1f"
WIDTH = 720  # pixels; pages scale it


def draw(chart: Any, label: str) -> Markup:
    """`chart` (Altair) as inline SVG named `label`, its links leading to anchors of the same page.

    Texts come escaped: the drawing is parsed and written out again as XML.
    """
    import vl_convert

    themed = chart.configure(font=FONT, background="transparent", view={"stroke": None}, axis={"labelFontSize": 13, "titleFontSize": 13, "labelColor": light("soft")})
    return Markup(tidy(vl_convert.vegalite_to_svg(themed.to_json()), label))  # noqa: S704 (written by ElementTree)


def tidy(svg: str, label: str) -> str:
    """`svg` with a name, hover titles, local links, hatching, and without what draws nothing."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own renderer's output)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("display") == "none" or (child.get("aria-hidden") == "true" and child.get("class") == "background" and not child.get("stroke")):
                parent.remove(child)
    for node in root.iter():
        link = node.attrib.pop(XLINK, None)
        if link:
            node.set("href", "#" + link.partition("#")[2])
        if node.get("fill") == HATCH:
            node.set("fill", "url(#hatch)")
        name = node.get("aria-label")
        if name and node.get("aria-roledescription") in ("point", "circle", "geoshape", "rule", "text mark"):
            title = ElementTree.SubElement(node, f"{{{SVG}}}title")
            title.text = name
        for key in ("class", "pointer-events", "aria-roledescription"):
            node.attrib.pop(key, None)
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.set("role", "group")
    root.set("aria-label", label)
    root.set("viewBox", root.get("viewBox") or f"0 0 {width} {height}")
    return ElementTree.tostring(root, encoding="unicode")


def halo(base: Any, **mark: Any) -> list[Any]:
    """Two layers of text, the lower one a rim in the colour of the paper, so that lines do not cross letters."""
    rim = base.mark_text(**{**mark, "stroke": light("paper"), "strokeWidth": 4, "strokeOpacity": 0.9, "aria": False})
    return [rim, base.mark_text(**mark)]


def text_width(text: str, size: float) -> float:
    """Roughly how wide `text` is in pixels in the charts' font."""
    return math.fsum(0.32 if c in "il.,'|jtfI -" else 0.75 if c.isupper() or c in "mw" else 0.55 for c in text) * size
