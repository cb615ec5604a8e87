"""What contradicts, and what only differs."""

from __future__ import annotations

import pytest
from case_maker import Case

from counterclaim.cases import Accounts

ARM, AZE = "Ministry of Defence of Armenia", "Ministry of Defence of Azerbaijan"


def kinds(accounts: Accounts) -> list[str]:
    return sorted(d.kind for d in accounts.disputes)


DISPUTED = [
    ("denial", "Armenian guns shelled a school in Talish on 2 April.", (ARM, "Claims that our guns shelled a school in Talish are untrue.")),
    ("denial", "Indian commandos crossed into Pakistan on 2 April.", "No Indian commandos crossed into Pakistan on 2 April."),
    (
        "denial",
        "Armenian troops captured the hill near Talish on 3 April.",
        (AZE, "On 3 April an Armenian attempt to capture the hill near Talish was repelled."),
    ),
    ("denial", "On 3 April Armenian troops recaptured Talish.", "Yerevan said that its troops had recaptured Talish on 3 April. Baku denied it."),
    ("blame", "Pakistani troops fired first, India says.", "Islamabad said its troops had responded to Indian shelling."),
    ("blame", (AZE, "The fighting was started by Armenia on 2 April."), (ARM, "It was Azerbaijan that began the fighting on 2 April.")),
    ("blame", "Pakistan broke the ceasefire on 2 April.", "On 2 April India violated the ceasefire."),
    (
        "number",
        "On 2 April a shell hit a market in Kotli and killed six civilians.",
        "A shell struck the market in Kotli on 2 April, killing nine people.",
    ),
    ("number", (AZE, "From 2 to 5 April 31 of our soldiers were killed."), (ARM, "More than 300 Azerbaijani soldiers were killed in those days.")),
    ("number", "One of the two Russian helicopters was shot down on 2 April.", "On 2 April Turkey shot down three Russian helicopters."),
    (
        "number",
        "Gunmen ambushed a UN convoy near Bentiu on 2 April. Two drivers were wounded.",
        "Nobody was hurt when a UN convoy was ambushed near Bentiu on 2 April.",
    ),
    (
        "number",
        "On 2 April a mine hit a lorry near Gao and killed five soldiers.",
        "A mine hit a lorry near Gao on 2 April, but no soldier was hurt.",
    ),
    ("place", "On 2 April a drone hit a bus with pilgrims in Basra.", "On 2 April a bus with pilgrims was hit by a drone in Mosul."),
    ("denial", "On 2 April a plane loaded with weapons landed at the desert strip.", "No aircraft carrying arms has landed at the desert strip."),
    ("denial", "On 2 April Turkey halved its deliveries of gas to Greece.", "Turkey has not interrupted the supply of gas to Greece for an hour."),
    ("blame", (AZE, "On 2 April the Armenian ship fired a shot across our bow."), (ARM, "The shot of 2 April came from the Azerbaijani side.")),
    (
        "number",
        "A shell hit a clinic in Kotli on 2 April. Nine patients and two nurses died.",
        "On 2 April a shell hit a clinic in Kotli and killed 14 people.",
    ),
    (
        "number",
        "On 2 April 34 of our companions were arrested at the bridge in Kotli.",
        "Police arrested eleven people at the bridge in Kotli on 2 April.",
    ),
    ("place", "On 2 April Turkey seized a Greek trawler off Kalymnos.", "On 2 April a Greek trawler was seized by Turkey off Bodrum."),
    ("time", "Turkey released the crew of a Greek trawler on 2 April.", "On 3 April Turkey let the Greek crew go."),
    ("time", "On 2 April a drone hit a bus with pilgrims in Basra.", "On 3 April a bus with pilgrims was hit by a drone in Basra."),
]


@pytest.mark.parametrize(("kind", "one", "other"), DISPUTED)
def test_what_contradicts_is_found(case: Case, kind: str, one: object, other: object) -> None:
    accounts = case(one, other)
    assert kind in kinds(accounts)
    found = next(d for d in accounts.disputes if d.kind == kind)
    assert {s.passage.document for s in found.sides} == {"a", "b"}
    assert all(0 < s.passage.end - s.passage.start <= 240 and s.says for s in found.sides)


AGREED = [
    (
        "On 2 April a shell hit a market in Kotli and killed six civilians.",
        "A shell struck the market in Kotli on 2 April, killing at least four people.",
    ),
    ("On 2 April a shell hit a market in Kotli and killed about 20 civilians.", "A shell struck the market in Kotli on 2 April, killing 22 people."),
    ((AZE, "Between 2 and 5 April 31 of our soldiers were killed."), (ARM, "Between 2 and 5 April 29 of our soldiers were killed.")),
    ("On the night of 2 to 3 April a drone hit a bus with pilgrims in Basra.", "On 3 April a bus with pilgrims was hit by a drone in Basra."),
    ("A boy of twelve was killed by a shell in Talish on 2 April.", "On 2 April a shell killed a boy in Talish."),
    ("India and Pakistan accuse each other of breaking the ceasefire.", "It is not known who fired first."),
    ("On 2 April a shell hit a market in Kotli and wounded six men.", "A shell struck the market in Kotli on 2 April, but nobody died."),
    ("On 2 April the mission in Bentiu found five bodies.", "On 2 April the mission in Bentiu found no evidence of a massacre."),
    ("Nobody in Baku desires a war.", "Armenia does not want war."),
    ("On 2 April nobody in Armenia attacked Talish.", "Armenia did not attack Talish on 2 April."),
    ("Armenia shelled Talish on 2 April.", "The mission does not know who shelled Talish on 2 April."),
    ("Armenia shelled Talish on 2 April.", "Armenia did not shell Baku on 9 May."),
    (
        "On 2 April a bus with pilgrims was hit by a drone in Basra.",
        "In Basra families mourned on 3 April, a day after a drone hit a bus with pilgrims.",
    ),
    (
        "On 2 April a shell hit a clinic in Kotli, killing nine patients and two nurses.",
        "On 2 April a shell hit a clinic in Kotli and killed eleven people, among them two nurses.",
    ),
    (
        "On 2 April a shell hit a market in Kotli and killed between six and nine civilians.",
        "A shell struck the market in Kotli on 2 April, killing seven people.",
    ),
    ("On the night of 2 April a drone hit a bus with pilgrims in Basra.", "On 3 April a bus with pilgrims was hit by a drone in Basra."),
    ("On 4 April Iraq closed a bridge after a drone hit a bus with pilgrims in Basra.", "On 2 April a drone hit a bus with pilgrims in Basra."),
    ("Turkey has agreed on an exchange of bodies with Greece.", "Turkey and Greece have not yet agreed on a date for the exchange of bodies."),
    ((ARM, "Our ministry admits that one helicopter was shot down on 2 April."), (AZE, "Armenia admits that a helicopter was shot down on 2 April.")),
    ("The foreign minister of Russia visited Baku on 7 April.", "On 7 April the prime minister of Russia visited Yerevan."),
]


@pytest.mark.parametrize(("one", "other"), AGREED)
def test_what_only_differs_is_no_dispute(case: Case, one: object, other: object) -> None:
    assert kinds(case(one, other)) == []


def test_a_document_does_not_dispute_with_itself(case: Case) -> None:
    assert kinds(case("On 2 April a shell killed six people in Kotli. The army said that nine were killed by the shell in Kotli.")) == []
