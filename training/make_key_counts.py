"""Count in how many of the articles written for the project each key of a skeleton stands: `linking/key_counts.tsv`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from saksi.evaluation.marked import read_articles
from saksi.linking.keys import keys_in

FEWEST = 2  # articles: what stands in one only is as rare as what stands in none
_HEAD = "! In how many texts each key stands (see keys.py). Made by training/make_key_counts.py.\n"


def main() -> None:
    """Write the counts."""
    root = Path(__file__).parents[1]
    articles = list(read_articles(root / "training" / "articles"))
    texts = [{key.key for key in keys_in(one.text, one.head.get("language", "")).found} for one in articles]
    counts = Counter(key for keys in texts for key in keys)
    rows = [f"{key}\t{count}" for key, count in sorted(counts.items()) if count >= FEWEST]
    target = root / "src" / "saksi" / "linking" / "key_counts.tsv"
    target.write_text(_HEAD + "\n".join([f"texts\t{len(texts)}", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
