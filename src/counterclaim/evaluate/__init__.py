"""Measuring codings against gold: the figures of each task, and for events what goes wrong and why.

gold = read_gold("events", "sentences.jsonl")
result = measure("events", gold, code_gold("sentences.jsonl", coder))
print(result.figures["type"].f1)
"""

from counterclaim.evaluate.causes import Mistake, mistakes
from counterclaim.evaluate.figures import Result, Score
from counterclaim.evaluate.tasks import TASKS, code_gold, measure, read_coded, read_gold

__all__ = ["TASKS", "Mistake", "Result", "Score", "code_gold", "measure", "mistakes", "read_coded", "read_gold"]
