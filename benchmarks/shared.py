"""Where the public corpora are: the folder `shared` beside the checkout, or SAKSI_SHARED."""

from __future__ import annotations

import os
from pathlib import Path


def shared() -> Path | None:
    """Return the folder with the corpora, or None where there is none."""
    folder = Path(os.environ.get("SAKSI_SHARED", Path(__file__).parents[2] / "shared"))
    return folder if folder.is_dir() else None
