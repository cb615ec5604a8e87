"""`counterclaim evaluate`: figures of the coder, or of codings made before, against gold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from counterclaim.coder import load
from counterclaim.errors import UsageError
from counterclaim.evaluate import TASKS, measure, mistakes, read_coded, read_gold
from counterclaim.evaluate.tables import figures_table, mistakes_json, mistakes_table


@click.command(epilog="Tasks: " + "; ".join(f"{t.name} ({t.help})" for t in TASKS.values()) + ".")
@click.argument("task", type=click.Choice(list(TASKS)))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--coded", type=click.Path(path_type=Path), metavar="CODED.jsonl", help="Measure these codings instead of coding FILE's texts now.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print the figures.")
@click.option("--part", metavar="NAME", help='Only the lines of FILE whose field "part" is NAME, such as dev.')
@click.option("--errors", is_flag=True, help="For events: also what was missed and made up, by cause, most frequent first.")
@click.option("--model", metavar="NAME", help="An installed spaCy model to use instead of the bundled one.")
@click.option("--lexicon", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="Your own actors and verbs; may be given again.")
def evaluate(
    task: str, file: Path, coded: Path | None, format_: str, part: str | None, errors: bool, model: str | None, lexicon: tuple[Path, ...]
) -> None:
    """Measure how well texts are coded. FILE is gold for TASK: JSONL, one text (or case) a line.

    \b
    Examples:
      counterclaim evaluate events gold.jsonl --errors
      counterclaim evaluate claims gold.jsonl --coded coded.jsonl --format json
    """
    if errors and task != "events":
        raise UsageError(f"Causes are known of the task events only, not of {task}; leave --errors out.")
    gold = read_gold(task, file, part)
    found = read_coded(task, coded) if coded else TASKS[task].code(file, load(model, lexicon=lexicon), set(gold.ids))
    result = measure(task, gold, found)
    wrong = mistakes(gold.records, [found.get(name, TASKS[task].nothing) for name in gold.ids]) if errors else []
    if format_ == "json":
        click.echo(json.dumps(result.to_dict() | ({"errors": mistakes_json(wrong)} if errors else {}), ensure_ascii=False, indent=1))
        return
    click.echo(figures_table(result))
    if errors:
        click.echo("\n" + mistakes_table(wrong))
