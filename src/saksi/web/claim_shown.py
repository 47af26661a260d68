"""All that the page of a claim shows, by the names that its template uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from saksi.export.terminal import outlet_name
from saksi.web.claim_changes import SHOWN, changes_of
from saksi.web.claim_chart import chart_of
from saksi.web.claim_findings import bottlenecks_of, checks_of, circles_of, cut_of, first_of, unsourced_of
from saksi.web.claim_graph import drawn
from saksi.web.claim_head import head_of
from saksi.web.claim_links import Links
from saksi.web.claim_numbers import numbers_of
from saksi.web.claim_outline import outline_of
from saksi.web.claim_reports import reports_of
from saksi.web.claim_roots import roots_of
from saksi.web.claim_seen import Seen, quote


def shown(seen: Seen, links: Links) -> Mapping[str, Any]:
    """Return what the template of a claim's page is given."""
    first, undated = first_of(seen)
    return {
        "number": seen.number,
        "language": seen.language,
        "hidden": seen.hidden,
        "links": links,
        "head": head_of(seen),
        "roots": roots_of(seen),
        "outline": outline_of(drawn(seen), seen),
        "denials": seen.trace.denials,
        "checks": checks_of(seen),
        "series": [(one, chart_of(one)) for one in numbers_of(seen)],
        "first": first,
        "undated": undated,
        "changes": changes_of(seen),
        "compared": SHOWN,
        "bottlenecks": tuple(bottlenecks_of(seen)),
        "cut": cut_of(seen),
        "circles": tuple(circles_of(seen)),
        "unsourced": tuple(unsourced_of(seen)),
        "reports": reports_of(seen),
        "quoted": cache(lambda ref: quote(ref, seen)),
        "outlet_of": lambda number: outlet_name(seen.report(number)),
        "day_of": lambda number: seen.report(number).published[:10],
    }
