"""What an import read, kept and left out, in plain words."""

from __future__ import annotations

from counterclaim.relate.store import Imported
from counterclaim.show.relations.words import counted

LISTED = 12  # files


def imported_text(done: Imported) -> str:
    lines = [f"{name}: {kind}" for name, kind in done.files[:LISTED]]
    if len(done.files) > LISTED:
        lines.append(f"… and {len(done.files) - LISTED} more files")
    when = f", {done.first} to {done.last}" if done.first else ""
    lines += ["", f"{counted(done.read, 'row')} read, {counted(done.kept, 'event')} kept{when}, in {done.out}."]
    lines += [f"refused: {said}" for said in done.refused]
    return "\n".join([*lines, *loss_lines(done)])


def loss_lines(done: Imported) -> list[str]:
    """What was left out, by reason."""
    lines = []
    if done.repeated is not None:
        lines.append(f"{counted(done.repeated, 'event')} left out that repeat the day, source, target and code of another (--one-a-day).")
    if done.losses.total:
        lines.append(f"{counted(done.losses.total, 'row')} left out:")
        lines += [
            f"  {n:>9,}  {reason}  (the first: {done.losses.examples[reason]})"
            for reason, n in sorted(done.losses.counts.items(), key=lambda x: -x[1])
        ]
    return lines
