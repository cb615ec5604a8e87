"""What claims need to know of a parse beyond the contract: subtree edges, clauses, subjects.

Subtrees are taken as ranges between their edges, computed once for all tokens, so that the cost
of a text stays linear even where a "sentence" is a whole page.
"""

from __future__ import annotations

from counterclaim.annotate.contract import Annotation, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
CLAUSES = ("ROOT", "ccomp", "conj", "relcl", "advcl", "parataxis", "acl", "pcomp", "csubj")
CLIMB = 12  # governors looked at when a subject is sought
FINITE = {"VBD", "VBZ", "VBP", "MD"}
Range = tuple[int, int]  # tokens, last exclusive


class Syntax:
    """Queries on one annotation."""

    def __init__(self, annotation: Annotation) -> None:
        self.an = annotation
        self.tokens = annotation.tokens
        self.left, self.right = edges(annotation)

    def range(self, i: int) -> Range:
        """Token range of the subtree of `i`."""
        return self.left[i], self.right[i] + 1

    def kid(self, i: int, *deps: str) -> int | None:
        """The first dependent of `i` with one of these labels."""
        for k in self.tokens[i].kids:
            if self.tokens[k].dep in deps:
                return k
        return None

    def is_passive(self, i: int) -> bool:
        if self.kid(i, "auxpass", "nsubjpass", "csubjpass") is not None:
            return True
        token = self.tokens[i]  # "Asked about the strike, he …"
        return token.tag == "VBN" and token.dep in ("acl", "advcl") and self.kid(i, "aux", "nsubj", "dobj") is None

    def has_to(self, i: int) -> bool:
        """Whether verb `i` is a to-infinitive."""
        return any(self.tokens[k].dep == "aux" and self.tokens[k].lower == "to" for k in self.tokens[i].kids)

    def is_finite(self, i: int) -> bool:
        token = self.tokens[i]
        if token.tag in FINITE:
            return True
        return any(self.tokens[k].dep in ("aux", "auxpass") and self.tokens[k].tag in FINITE for k in token.kids)

    def is_clause(self, i: int) -> bool:
        """Whether `i` heads a clause such as fills "that …" or "whether …"."""
        token = self.tokens[i]
        if self.has_to(i) and self.kid(i, "nsubj") is not None:
            return False
        marked = any(self.tokens[k].lower in ("that", "whether", "if", "how", "why", "what", "who", "when", "where") for k in token.kids)
        return marked or self.is_finite(i) or (token.pos == "VERB" and self.kid(i, "nsubj", "nsubjpass") is not None and token.tag in ("VBN", "VBD"))

    def is_question(self, i: int) -> bool:
        """Whether the sentence of token `i` ends with a question mark."""
        sentence = self.an.sentences[self.tokens[i].sent]
        return any(t.text == "?" for t in self.tokens[max(sentence.first, sentence.last - 3) : sentence.last])

    def clause_head(self, i: int) -> int:
        """The verb of the clause that token `i` stands in."""
        at = i
        for _ in range(CLIMB * 3):
            token = self.tokens[at]
            if at != i and token.pos in ("VERB", "AUX") and token.dep in CLAUSES:
                return at
            if token.head == at:
                return at
            at = token.head
        return at

    def subject(self, i: int) -> int | None:
        """Who does what verb `i` says: its own subject, or that of the verb it is joined or subordinate to."""
        at = i
        for _ in range(CLIMB):
            own = self.kid(at, "nsubj", "csubj")
            if own is not None:
                return own
            if self.kid(at, "nsubjpass", "expl") is not None:
                return self.kid(at, "nsubjpass") if at != i else None
            token = self.tokens[at]
            head = token.head
            if head == at:
                return None
            if token.dep in ("acl", "relcl", "amod"):
                if self.has_to(at) or self.tokens[head].pos not in ("NOUN", "PROPN", "PRON"):
                    return None
                return head
            if token.dep == "xcomp" and at == i and (controlled := self.kid(head, "dobj")) is not None and controlled < at:
                return controlled
            if token.dep not in ("conj", "xcomp", "advcl", "prep", "pcomp", "ccomp", "dep", "acomp", "parataxis", "oprd", "attr"):
                return None
            if token.dep == "ccomp" and self.is_finite(at):
                return None
            at = head
        return None

    def agent(self, i: int) -> int | None:
        """The doer of a passive: "by X"."""
        by = self.kid(i, "agent")
        return self.kid(by, "pobj") if by is not None else None


def edges(annotation: Annotation) -> tuple[list[int], list[int]]:
    """Index of the leftmost and rightmost token below each token."""
    count = len(annotation.tokens)
    left, right = list(range(count)), list(range(count))
    for sentence in annotation.sentences:
        order, todo = [], [sentence.root]
        while todo:
            i = todo.pop()
            order.append(i)
            todo.extend(annotation.tokens[i].kids)
        for i in reversed(order):
            for k in annotation.tokens[i].kids:
                left[i] = min(left[i], left[k])
                right[i] = max(right[i], right[k])
    return left, right


def is_word(token: Token) -> bool:
    return token.text[:1].isalnum()
