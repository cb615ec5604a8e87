import pytest

from counterclaim.errors import DataError
from counterclaim.lexicon.patterns import Pattern, parse

SETS = {"ARMS": frozenset({"rifle", "tank"})}


def read(text: str, noun: bool = False) -> Pattern:
    return parse(text, noun, "ASSAULT", "190", SETS, "assault.yaml")


def test_a_bare_verb_has_the_defaults() -> None:
    p = read("shell")
    assert (p.head, p.subject, p.target, p.particle, p.object) == ("shell", "S", None, None, frozenset())


def test_object_prepositions_and_roles() -> None:
    p = read("sell {$ARMS|jet} to:T")
    assert p.object == {"rifle", "tank", "jet"}
    assert p.preps == {"to": "T"}


def test_a_preposition_may_demand_a_word() -> None:
    p = read("come under:{fire|attack} subj:T from:S")
    assert p.need == {"under": {"fire", "attack"}}
    assert (p.subject, p.preps) == ("T", {"from": "S"})


def test_particle_flags_and_infinitive() -> None:
    p = read("pull out of:T noobj weak")
    assert (p.particle, p.flags) == ("out", {"noobj", "weak"})
    assert read("agree +to").infinitive is True
    assert read("agree -to").infinitive is False


def test_nouns_take_modifiers() -> None:
    assert read("{missile|rocket} attack on:T", noun=True).modifiers == ({"missile", "rocket"},)
    assert read("{heavy|light} artillery fire", noun=True).modifiers == ({"artillery"}, {"heavy", "light"})


def test_more_demanding_patterns_weigh_more() -> None:
    assert read("open {fire} on:T").weight > read("open").weight
    assert read("pull out").weight > read("pull").weight


@pytest.mark.parametrize("bad", ["sell {$NOTHING}", "hit on:X", "{only}", "one two three"])
def test_mistakes_name_file_and_pattern(bad: str) -> None:
    with pytest.raises(DataError, match=r"assault\.yaml") as error:
        read(bad)
    assert bad in str(error.value)
