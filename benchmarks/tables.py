"""Write rows as Markdown tables. A row is a mapping from the column's head to what stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Row = Mapping[str, object]


def table(rows: Sequence[Row]) -> str:
    """Return a table with a column for every head that the rows use, in the order in which they first appear.

    Numbers stand to the right: those with a fraction with three digits behind the point, whole ones with commas between
    the thousands. What a row does not have, or has as None, is "-".
    """
    heads = list(dict.fromkeys(head for row in rows for head in row))
    sides = ["--:" if any(_is_number(row.get(head)) for row in rows) else "---" for head in heads]
    lines = [heads, sides, *([_cell(row.get(head)) for head in heads] for row in rows)]
    parts = ["| " + " | ".join(line) + " |" for line in lines]
    parts[1] = "|" + "|".join(sides) + "|"
    return "\n".join(parts)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _cell(value: object) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|")
