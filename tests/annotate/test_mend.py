"""Known slips of the parser, put right in the tree."""

import pytest

from counterclaim.annotate.contract import Annotation, Sentence, Token
from counterclaim.annotate.mend import attach

CASES = [
    ("The mayor, Ana Silva, called on Chile to stop the ferry.", "mayor", "nsubj", "called"),
    ("On 6 May 1998 Ethiopian militiamen opened fire.", "May", "pobj", "On"),
    ("On 27 February Asmara informed the Council that it agreed.", "February", "pobj", "On"),
    ("Eritrea, its spokeswoman told reporters, has leased an island to Israel.", "Eritrea", "nsubj", "leased"),
    ("Eritrea, its spokeswoman told reporters, has leased an island to Israel.", "told", "parataxis", "leased"),
    ("Saudi Arabia, the Emirates, Bahrain and Egypt cut ties with Qatar.", "Emirates", "conj", "Arabia"),
    ("The two signed an accord: each promised to withdraw.", "signed", "parataxis", "promised"),
    ("Two fishermen from Kos, who had been seized by Turkey, came home.", "seized", "relcl", "fishermen"),
    ("Russia, which has bases there, offered to mediate, and the European Union urged restraint.", "Russia", "nsubj", "offered"),
    ("Manila summoned a Chinese envoy, accused Beijing of harassment and closed the port.", "accused", "conj", "summoned"),
    ("On Sunday Azerbaijan announced a halt to its operations.", "Azerbaijan", "nsubj", "announced"),
    ("On 3 April Azerbaijan declared that it would halt its operations.", "Azerbaijan", "nsubj", "declared"),
    ("There is no truth in the report that Syrian troops had attacked Turkey.", "attacked", "acl", None),
    # what is right stays as it is
    ("The envoy accused of spying left Manila.", "accused", "acl", "envoy"),
    ("On Sunday, Azerbaijan announced a halt.", "Azerbaijan", "nsubj", "announced"),
]


@pytest.mark.parametrize(("text", "word", "dep", "head"), CASES)
def test_mended(annotate, text: str, word: str, dep: str, head: str | None) -> None:
    a = annotate(text)
    token = next(t for t in a.tokens if t.text == word)
    assert token.dep == dep
    assert head is None or a.tokens[token.head].text == head
    assert token.i in a.tokens[token.head].kids


def test_no_correction_makes_a_ring() -> None:
    """A head that hangs on the token, or a root: the tree stays as it is."""
    tokens = [Token(0, 0, 2, "on", "on", "on", "ADP", "IN", "prep", 1, 0), Token(1, 3, 6, "May", "may", "may", "PROPN", "NNP", "ROOT", 1, 0)]
    tokens[1].kids.append(0)
    tree = Annotation("on May", tokens, [Sentence(0, 0, 2, 0, 6, 1)])
    attach(tree, tokens[1], tokens[0], "pobj")
    assert [t.head for t in tokens] == [1, 1]
    assert [t.kids for t in tokens] == [[], [0]]
