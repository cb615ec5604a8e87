"""The signed networks of states as a sheet and as JSON."""

from __future__ import annotations

from typing import Any

from counterclaim.relate.network import NEUTRAL, Network, Triangle
from counterclaim.show.charts.network import network as network_chart
from counterclaim.show.contexts import Chart, Edge
from counterclaim.show.relations.depends import clean
from counterclaim.show.relations.sheet import Grid, Sheet
from counterclaim.show.relations.words import counted, p_value, p_words, percent, plain, say, sentences
from counterclaim.show.words import named

LISTED = 12  # strained triangles in the table
DRAWN = 45  # ties in the picture
SIGNS = {1: "friends", -1: "foes"}


def network_sheet(networks: list[Network], shown: Network, fewest: int, most: int) -> Sheet:
    """The sheet on `shown`, with the course over all `networks` where there are several."""
    grids = [course_grid(networks)] if len(networks) > 1 else []
    if shown.strained:
        grids.append(strained_grid(shown))
    notes = [note.format(neutral=NEUTRAL, most=most, fewest=fewest) for note in sentences("network")["assumptions"]]
    return Sheet(
        title=f"Who stands with whom, {shown.period}",
        answer=tie_words(shown, fewest),
        words=[balance_words(shown), *bloc_words(shown)],
        grids=grids,
        charts=[chart for chart in [picture(shown)] if chart],
        notes=notes,
    )


def tie_words(net: Network, fewest: int) -> str:
    signs = [t.sign for t in net.ties]
    counts = {name: signs.count(sign) for name, sign in (("positive", 1), ("negative", -1), ("neutral", 0))}
    return say(
        "network", "words", states=counted(len(net.states), "state"), ties=counted(len(net.ties), "tie"), fewest=fewest, period=net.period, **counts
    )


def balance_words(net: Network) -> str:
    if not net.triangles:
        return say("network", "no_triangle")
    good = sum(t.balanced for t in net.triangles)
    said = say(
        "network", "balance", balanced=f"{good} ({percent(net.balance)})", triangles=counted(len(net.triangles), "triangle"), p=p_words(net.chance)
    )
    return said + (f" {say('network', 'strained', n=len(net.strained))}" if net.strained else "")


def bloc_words(net: Network) -> list[str]:
    together = [b for b in net.blocs if len(b) > 1]
    alone = [b[0] for b in net.blocs if len(b) == 1]
    if not together:
        return []
    listed = "; ".join(f"({i}) {named(map(plain, b))}" for i, b in enumerate(together, 1))
    said = say("network", "blocs", blocs=listed, frustration=percent(net.frustration))
    return [said + (f" {say('network', 'alone', states=named(map(plain, alone)))}" if alone else "")]


def course_grid(networks: list[Network]) -> Grid:
    rows = [
        (n.period, str(len(n.states)), str(len(n.ties)), percent(sum(t.sign < 0 for t in n.ties) / len(n.ties)), str(len(n.triangles)),
         percent(n.balance), p_value(n.chance if n.triangles else None), str(sum(len(b) > 1 for b in n.blocs)), percent(n.frustration))
        for n in networks
    ]  # fmt: skip
    heads = ("Period", "States", "Ties", "Conflict", "Triangles", "Balance", "p", "Blocs", "Against")
    return Grid("The network by period", heads, [tuple(r) for r in rows], frozenset(range(1, 9)), say("network", "course"))


def strained_grid(net: Network) -> Grid:
    rows: list[tuple[str, ...]] = [(named(map(plain, t.states)), why(t), str(t.strength)) for t in net.strained[:LISTED]]
    return Grid("Strained triangles", ("States", "Why", "Thinnest tie, events"), rows, frozenset({2}), say("network", "strained_note"))


def why(triangle: Triangle) -> str:
    """What strains it: all are foes, or one stands between two foes."""
    if set(triangle.signs) == {-1}:
        return "all three are foes"
    a, b, c = map(plain, triangle.states)
    between, foes = {0: (c, (a, b)), 1: (b, (a, c)), 2: (a, (b, c))}[triangle.signs.index(-1)]
    return f"{between} is a friend of both {named(foes)}, who are foes"


def picture(net: Network) -> Chart | None:
    """The ties with most events as lines; names carry the number of their bloc."""
    bloc = {s: f" ({i})" for i, b in enumerate((b for b in net.blocs if len(b) > 1), 1) for s in b}
    ties = sorted((t for t in net.ties if t.sign), key=lambda t: -t.events)[:DRAWN]
    kinds = {1: "cooperation", -1: "conflict"}
    edges = [Edge(plain(t.one) + bloc.get(t.one, ""), plain(t.two) + bloc.get(t.two, ""), kinds[t.sign], True, t.events, "#content") for t in ties]
    return network_chart(edges)


def network_json(networks: list[Network]) -> dict[str, Any]:
    found: dict[str, Any] = clean({
        "networks": [
            {
                "period": n.period, "states": n.states,
                "ties": [{"states": [t.one, t.two], "events": t.events, "net": t.net, "mean": t.mean, "sign": t.sign} for t in n.ties],
                "triangles": len(n.triangles), "balance": n.balance, "p": n.chance,
                "strained": [{"states": list(t.states), "why": why(t), "thinnest": t.strength} for t in n.strained],
                "blocs": n.blocs, "frustration": n.frustration,
            }
            for n in networks
        ]
    })  # fmt: skip
    return found
