"""Plans, answers and questions as lines for a terminal."""

from collections.abc import Iterable

from assistant.plan import Question
from assistant.preview import Preview, PreviewRow

SIGNS = {"created": "+", "updated": "~", "deleted": "−"}


def row_lines(number: int, row: PreviewRow) -> Iterable[str]:
    """One change: what, when, where; under it before → after and what to look out for."""
    place = f"  [{row.calendar}]" if row.calendar else ""
    yield f"  {number:2d} {SIGNS[row.kind]} {row.title}, {row.when}{place}"
    for change in row.changes:
        yield f"       {change.name}: {change.before or '–'} → {change.after or '–'}"
    for warning in row.warnings:
        yield f"       ! {warning}"
    if row.reasons:
        yield f"       matched {', '.join(row.reasons)}"


def preview_text(preview: Preview) -> str:
    """A plan as lines."""
    lines = [preview.headline]
    for number, row in enumerate(preview.rows, 1):
        lines += row_lines(number, row)
    if preview.question:
        lines.append(question_text(preview.question))
    return "\n".join(lines)


def question_text(question: Question) -> str:
    """A question with its numbered choices."""
    return "\n".join([question.text, *(f"  {n}. {c.label}" for n, c in enumerate(question.choices, 1))])
