"""A user's own lexicon: what it adds, what it switches off, what is said of its mistakes, and that it stays with its coder."""

from pathlib import Path

import pytest
import yaml

import counterclaim
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.coder import Coder
from counterclaim.errors import DataError, UsageError
from counterclaim.lexicon.bundle import load_lexicon, own_lexicon
from counterclaim.lexicon.words import fold_words
from counterclaim.show.explain import explain

MINE = """
name: Sahel desk
actors:
  ARMED:HAWKS:
    names: [Green Hawks, Green Hawk Brigade]
    state: MLI
    from: 2012
  REG:AZAWAD: {role: OPP, names: [Council of Azawad]}
  ZZA: {names: [Zandia], adjectives: [Zandian], people: [Zandian(s)], capital: [Zand]}
  FRA: {names: [Hexagonia]}
  desert-watch: {actor: DZA, role: SPY, names: [Desert Watch]}
  two-lives:
    names: [River Column]
    codes:
      - {actor: MLI, role: REB, to: 2015-06-19}
      - {actor: MLI, role: MIL, from: 2015-06-20}
people:
  - {name: Moussa Ba, aliases: [Ba], actor: MLI, role: MIL}
  - {name: Awa Diallo, actor: ZZA, office: HOS, from: 2019}
nobody: [Hawks United]
roles:
  MIL: {person: [tirailleur]}
  GOV: {body: [majlis bureau]}
titles: {GOV: [wali]}
sets: {hut: [hut, hamlet]}
events:
  ASSAULT:
    - {cameo: "190", verbs: [maroon, "put {$hut} to:{torch}"], nouns: [razzia]}
  SUPPORT:
    - {verbs: [garland]}
"""


@pytest.fixture(scope="module")
def coder(annotator: SpacyAnnotator, tmp_path_factory: pytest.TempPathFactory) -> Coder:
    path = tmp_path_factory.mktemp("lexicon") / "mine.yaml"
    path.write_text(MINE, encoding="utf8")
    return Coder(annotator, load_lexicon(path))


def sides(coder: Coder, text: str, published: str = "2019-03-01") -> list[tuple[str, set, set]]:
    """(type, sources, targets) of each event, actors with their role."""
    found = coder(text, published=published).events
    return [(e.type, {(a.actor, a.role) for a in e.sources}, {(a.actor, a.role) for a in e.targets}) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Green Hawks attacked Malian troops.", ("ASSAULT", {("ARMED:HAWKS", "REB")}, {("MLI", "MIL")})),
        ("France condemned the Council of Azawad.", ("ACCUSE", {("FRA", None)}, {("REG:AZAWAD", "OPP")})),
        ("Zandian officials accused France.", ("ACCUSE", {("ZZA", "GOV")}, {("FRA", None)})),
        ("Zandia's army attacked Mali.", ("ASSAULT", {("ZZA", "MIL")}, {("MLI", None)})),
        ("Hexagonia condemned Mali.", ("ACCUSE", {("FRA", None)}, {("MLI", None)})),
        ("Desert Watch accused Mali.", ("ACCUSE", {("DZA", "SPY")}, {("MLI", None)})),
        ("General Moussa Ba accused France.", ("ACCUSE", {("MLI", "MIL")}, {("FRA", None)})),
        ("President Awa Diallo condemned Mali.", ("ACCUSE", {("ZZA", "GOV")}, {("MLI", None)})),
        ("Malian tirailleurs attacked the Green Hawks.", ("ASSAULT", {("MLI", "MIL")}, {("ARMED:HAWKS", "REB")})),
        ("Malian troops marooned the Green Hawks.", ("ASSAULT", {("MLI", "MIL")}, {("ARMED:HAWKS", "REB")})),
        ("France garlanded Mali.", ("SUPPORT", {("FRA", None)}, {("MLI", None)})),
    ],
)
def test_what_a_user_adds_is_coded(coder: Coder, text: str, expected: tuple) -> None:
    assert expected in sides(coder, text)


@pytest.mark.parametrize(("published", "role"), [("2014-01-01", "REB"), ("2015-06-19", "REB"), ("2015-06-20", "MIL")])
def test_codes_hold_in_their_period(coder: Coder, published: str, role: str) -> None:
    assert sides(coder, "The River Column attacked France.", published) == [("ASSAULT", {("MLI", role)}, {("FRA", None)})]


def test_what_is_nobody_hides_the_actor_within(coder: Coder) -> None:
    assert not sides(coder, "Hawks United condemned the referee.")
    assert {a.text for a in coder("Hawks United beat the Green Hawks.").actors} == {"Green Hawks"}


def test_a_coding_and_its_explanation_name_the_file(coder: Coder) -> None:
    coding = coder("The Green Hawks have marooned French troops. Malian tirailleurs fled. France condemned Mali.")
    assert "lexicon mine.yaml sha256:" in coding.coder
    told = explain(coding)
    assert "ARMED:HAWKS REB (name, from mine.yaml)" in told
    assert "ASSAULT/190/verb: maroon (from mine.yaml)" in told
    assert "“Malian tirailleurs” is MLI MIL (name, from mine.yaml)" in told
    assert "“France” is FRA (name)" in told
    assert [a.get("lexicon") for a in coding.to_dict()["events"][0]["sources"]] == ["mine.yaml"]


def test_two_coders_in_one_process_know_different_things(annotator: SpacyAnnotator, coder: Coder, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("actors: {ARMED:OTHER: {names: [Green Hawks]}}\nroles: {COP: {person: [tirailleur]}}", encoding="utf8")
    text = "The Green Hawks attacked France. Malian tirailleurs attacked France. France garlanded Mali."
    plain = Coder(annotator)
    before = plain(text).to_dict()
    second = Coder(annotator, load_lexicon(other))
    assert [s for _, s, _ in sides(second, text)][:2] == [{("ARMED:OTHER", "REB")}, {("MLI", "COP")}]
    assert [s for _, s, _ in sides(coder, text)][:2] == [{("ARMED:HAWKS", "REB")}, {("MLI", "MIL")}]
    assert plain(text).to_dict() == before
    assert "lexicon" not in before["coder"]
    assert load_lexicon() is own_lexicon() is plain.lexicon


def test_a_later_file_speaks_for_an_earlier_one(tmp_path: Path) -> None:
    for name, code in (("a.yaml", "ARMED:ONE"), ("b.yaml", "ARMED:TWO")):
        (tmp_path / name).write_text(f"actors: {{{code}: {{names: [Green Hawks]}}}}", encoding="utf8")
    words = fold_words("Green Hawks")
    assert [p.actor for p in load_lexicon([tmp_path / "a.yaml", tmp_path / "b.yaml"]).actors.by_words[words]] == ["ARMED:TWO"]
    assert [p.actor for p in load_lexicon([tmp_path / "b.yaml", tmp_path / "a.yaml"]).actors.by_words[words]] == ["ARMED:ONE"]
    assert load_lexicon(tmp_path).label.startswith("lexicon a.yaml sha256:")


def test_a_lexicon_may_be_named_on_loading(annotator: SpacyAnnotator, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text("actors: {MLI: {names: [Songhai Land]}}", encoding="utf8")
    coder = counterclaim.load(nlp=annotator.nlp, lexicon=tmp_path / "my.yaml")
    assert sides(coder, "Songhai Land accused France.") == [("ACCUSE", {("MLI", None)}, {("FRA", None)})]


SWITCHES = [
    ({"actors": ["ARMED:HAMAS"]}, "Hamas", None),
    ({"names": ["Hamas"]}, "Hamas", None),
    ({"people": ["Vladimir Putin"]}, "Vladimir Putin", None),
    ({"names": ["Kremlin"]}, "Russia", "RUS"),
]


@pytest.mark.parametrize(("switched", "name", "actor"), SWITCHES)
def test_entries_of_ours_can_be_switched_off(tmp_path: Path, switched: dict, name: str, actor: str | None) -> None:
    (tmp_path / "my.yaml").write_text(yaml.safe_dump({"without": switched}), encoding="utf8")
    found = load_lexicon(tmp_path / "my.yaml").actors.by_words.get(fold_words(name), ())
    assert own_lexicon().actors.by_words[fold_words(name)]
    assert (found[0].actor if found else None) == actor


def test_rules_and_role_nouns_can_be_switched_off(annotator: SpacyAnnotator, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text('without: {rules: ["ASSAULT/190/verb: attack"], nouns: [soldier]}', encoding="utf8")
    coder = Coder(annotator, load_lexicon(tmp_path / "my.yaml"))
    assert not any(e.rule == "ASSAULT/190/verb: attack" for e in coder("France attacked Mali.").events)
    assert ("soldier",) not in coder.lexicon.actors.roles.nouns


MISTAKES = [
    ("- a", "with sections .*not a list"),
    ("actors: [", "line 2: not valid YAML"),
    ("actors: {MLI: {names: [A]}, MLI: {names: [B]}}", "MLI: the key stands twice"),
    ("actor: {}", "unknown section 'actor'; did you mean 'actors'"),
    ("actors: [a]", "actors: expected entries under keys"),
    ("actors: {yes: {names: [A]}}", "the key True is no text; put quotation marks"),
    ("actors: {Mali: {names: [A]}}", "Mali: no key of an actor; write three capitals"),
    ("actors: {MLI: [A]}", "MLI: expected fields"),
    ("actors: {MLI: {name: [A]}}", "MLI: unknown field 'name'; did you mean 'names'"),
    ("actors: {MLI: {names: A}}", "MLI: expected a list of names"),
    ("actors: {MLI: {role: GOV}}", "MLI: no names"),
    ("actors: {slug: {names: [A]}}", "slug: no actor; write"),
    ("actors: {slug: {names: [A], actor: MALI}}", "unknown actor 'MALI'; .*did you mean .*'MLI'"),
    ("actors: {slug: {names: [A], actor: 'ARMED:HAMS'}}", "did you mean 'ARMED:HAMAS'"),
    ("actors: {XX:AB: {names: [A]}}", "XX:AB: no role; write"),
    ("actors: {MLI: {names: [A], role: ARMY}}", "unknown role 'ARMY'"),
    ("actors: {MLI: {names: [A], from: 2012-13}}", "not a date"),
    ("actors: {MLI: {names: [A], from: 2013, to: 2012}}", "2013 lies after 2012"),
    ("actors: {MLI: {names: [A], codes: [{role: GOV}], role: MIL}}", "role stands beside codes; move it"),
    ("actors: {MLI: {names: [A], codes: []}}", "codes is a list of fields"),
    ("actors: {MLI: {names: [A], ambiguous: [B]}}", "'B' is called ambiguous but is none of its names"),
    ("actors: {MLI: {names: [A]}, FRA: {names: [A]}}", "'A': claimed by MLI and FRA; list it as ambiguous"),
    ("actors: {MLI: {names: ['']}}", "MLI: expected a list of names"),
    ("actors: {MLI: {names: [' ']}}", "holds no word"),
    ("people: {a: b}", "people: expected a list"),
    ("people: [{actor: MLI}]", "no name; write"),
    ("people: [{name: A B}]", "A B: no actor; write"),
    ("people: [{name: A B, actor: MLI, office: KING}]", "A B: unknown office 'KING'"),
    ("roles: {ARMY: {person: [x]}}", "unknown role 'ARMY'"),
    ("roles: {MIL: {persons: [x]}}", "unknown field 'persons'; did you mean 'person'"),
    ("titles: {KING: [x]}", "no sector and no office"),
    ("events: {ATTACK: [{verbs: [x]}]}", "unknown type 'ATTACK'"),
    ("events: {ASSAULT: {verbs: [x]}}", "ASSAULT: expected a list of rules"),
    ("events: {ASSAULT: [{cameo: 190, verbs: [x]}]}", "no CAMEO code: 190; write one in quotation marks"),
    ("events: {ASSAULT: [{cameo: '999', verbs: [x]}]}", "no CAMEO code: '999'"),
    ("events: {ASSAULT: [{cameo: '190'}]}", "a rule without words"),
    ("events: {ASSAULT: [{verbs: ['hit on:X']}]}", "pattern 'hit on:X': 'X' is no role; use S, T, B or -"),
    ("events: {ASSAULT: [{verbs: ['hit {$nope}']}]}", "unknown word set"),
    ("without: {actors: ['ARMED:HAMS']}", "'ARMED:HAMS' is not there to be switched off; did you mean 'ARMED:HAMAS'"),
    ("without: {rules: ['ASSAULT/190/verb: atack']}", "did you mean 'ASSAULT/190/verb: attack'"),
    ("without: {people: [Vladimir Puttin]}", "did you mean 'Vladimir Putin'"),
    ("without: {verbs: [x]}", "unknown field 'verbs'"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_mistakes_name_file_entry_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "my.yaml").write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=message) as caught:
        load_lexicon(tmp_path / "my.yaml")
    assert str(caught.value).startswith("my.yaml: ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.yaml cannot be read"):
        load_lexicon(tmp_path / "none.yaml")
    with pytest.raises(UsageError, match="holds no lexicon"):
        load_lexicon(tmp_path)
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_lexicon(tmp_path / "odd.yaml")
