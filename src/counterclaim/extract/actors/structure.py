"""What the resolver asks of a parse again and again, worked out once for all tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.annotate.contract import Annotation
from counterclaim.records import Document

QUOTES = {'"': 0, "``": 1, "''": 0, "“": 1, "”": -1, "„": 1, "«": 1, "»": -1}
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LEFT = frozenset(("amod", "compound", "nmod", "nummod", "poss", "quantmod", "npadvmod", "advmod", "predet"))
REACH = 24  # tokens that a noun phrase may reach to the left of its head


@dataclass(slots=True)
class Structure:
    """Per token: `clause` the verb (or root) that governs it, `quote` the number of the quotation it
    stands in or -1, `aside` whether it is not to be coded; `subjects` the subject of each verb."""

    annotation: Annotation
    clause: list[int]
    subjects: dict[int, int]
    quote: list[int]
    quotes: list[tuple[int, int]]  # first, last (exclusive) token of each quotation, marks included
    aside: list[bool]

    def subject(self, verb: int) -> int | None:
        """Subject of `verb`, or, where it shares one ("came and went"), of the verb it is joined to."""
        for _ in range(6):
            if verb in self.subjects:
                return self.subjects[verb]
            token = self.annotation.tokens[verb]
            if token.dep not in ("conj", "xcomp") or token.head == verb:
                return None
            verb = token.head
        return None

    def left_edge(self, i: int) -> int:
        """First token of the noun phrase headed by `i`, articles included, clauses not."""
        tokens = self.annotation.tokens
        low = i
        todo = [i]
        while todo:
            k = todo.pop()
            for kid in tokens[k].kids:
                if kid >= k or i - kid > REACH:
                    break
                if tokens[kid].dep in LEFT or tokens[kid].dep == "det" or (k != i and tokens[kid].dep != "punct"):
                    low = min(low, kid)
                    todo.append(kid)
        return low


def read_structure(annotation: Annotation, document: Document) -> Structure:
    """Structure of a parsed document, in one pass a field."""
    quote, quotes = find_quotes(annotation)
    return Structure(annotation, find_clauses(annotation), find_subjects(annotation), quote, quotes, mark_asides(annotation, document))


def find_clauses(annotation: Annotation) -> list[int]:
    """For each token the nearest verb above it, else its root."""
    tokens = annotation.tokens
    clause = [-1] * len(tokens)
    for i in range(len(tokens)):
        path = []
        k = i
        while clause[k] < 0:
            path.append(k)
            head = tokens[k].head
            if head == k:
                clause[k] = k
                break
            if tokens[head].pos in ("VERB", "AUX"):
                clause[k] = head
                break
            k = head
        for p in path:
            clause[p] = clause[k]
    return clause


def find_subjects(annotation: Annotation) -> dict[int, int]:
    subjects: dict[int, int] = {}
    for token in annotation.tokens:
        if token.dep in SUBJECTS and token.head != token.i:
            subjects.setdefault(token.head, token.i)
    for token in annotation.tokens:
        if token.tag in ("VBD", "VBZ") and token.i not in subjects and token.dep in ("ROOT", "ccomp", "relcl", "advcl"):
            swallowed = swallowed_subject(annotation, token.i)
            if swallowed is not None:
                subjects[token.i] = swallowed
    return subjects


def swallowed_subject(annotation: Annotation, verb: int) -> int | None:
    """The name before a verb that the parser drew into the phrase before it: "On Sunday Turkey said"."""
    tokens = annotation.tokens
    k = verb - 1
    while k > 0 and tokens[k].head == verb and tokens[k].dep in ("aux", "advmod", "neg"):
        k -= 1
    if k < 1 or tokens[k].tag not in ("NNP", "NNPS") or tokens[k].dep != "pobj" or tokens[tokens[k].head].head != verb:
        return None
    joined = tokens[k - 1].dep == "compound" and tokens[k - 1].head == k and tokens[tokens[k].head].i == k - 2
    return k if joined else None


def find_quotes(annotation: Annotation) -> tuple[list[int], list[tuple[int, int]]]:
    """Quotations between double marks; one that is not closed ends with its paragraph."""

    quotes: list[tuple[int, int]] = []
    opened, previous_end = -1, 0
    for token in annotation.tokens:
        if opened >= 0 and "\n" in annotation.text[previous_end : token.start]:
            quotes.append((opened, token.i))
            opened = -1
        previous_end = token.end
        turn = QUOTES.get(token.text)
        if turn is None:
            continue
        if opened < 0 and turn >= 0:
            opened = token.i
        elif opened >= 0 and turn <= 0:
            quotes.append((opened, token.i + 1))
            opened = -1
    marks = [-1] * len(annotation)
    for number, (first, last) in enumerate(quotes):
        for i in range(first, last):
            marks[i] = number
    return marks, quotes


def mark_asides(annotation: Annotation, document: Document) -> list[bool]:
    marked = [False] * len(annotation)
    if not marked:
        return marked
    for aside in document.asides:
        i = annotation.token_at(aside.start)
        while i < len(marked) and annotation.tokens[i].start < aside.end:
            marked[i] = annotation.tokens[i].start >= aside.start
            i += 1
    return marked


STATE_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)*|[^\s\w]")


def words_of(text: str) -> list[str]:
    """`text` cut into words and marks, for short notes that are not parsed."""
    return STATE_WORD.findall(text)
