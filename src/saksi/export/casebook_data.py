"""What a casebook holds as plain data for JSON; docs/json.md says what each field means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from saksi.collect.fields import Problem
from saksi.export.json import Data, report_data
from saksi.export.numbering import renumbered
from saksi.export.trace_data import trace_data
from saksi.model import Reading

if TYPE_CHECKING:
    from saksi.casebook import Added, KeptReport
    from saksi.casebook.info import Info
    from saksi.casebook.judgements import Judgement
    from saksi.casebook.listing import ClaimRow
    from saksi.casebook.problems import KeptProblem
    from saksi.casebook.search import Hit
    from saksi.casebook.traces import Traced


def added_data(added: Added, problems: Sequence[Problem]) -> Data:
    """Return what became of what was added."""
    return {
        "new": added.new,
        "known": added.known,
        "linked": added.linked,
        "problems": [{"where": one.where, "what": one.what} for one in problems],
    }


def claims_data(rows: Sequence[ClaimRow], more: bool) -> Data:
    """Return a list of claims, and whether there are more than it holds."""
    return {"claims": [claim_data(one) for one in rows], "more": more}


def claim_data(row: ClaimRow) -> Data:
    """Return a claim of a list."""
    return {
        "claim": row.id,
        "text": row.text,
        "language": row.language,
        "reports": row.reports,
        "outlets": row.outlets,
        "languages": list(row.languages),
        "first": row.first,
        "last": row.last,
        "roots": {"lower": row.lower, "upper": row.upper},
        "credibility": row.credibility,
        "denials": row.denials,
    }


def reports_data(found: Sequence[KeptReport], more: bool) -> Data:
    """Return a list of reports, and whether there are more than it holds."""
    return {
        "reports": [
            {
                "number": one.id,
                "outlet": one.report.outlet,
                "url": one.report.url,
                "language": one.report.language,
                "published": one.report.published,
                "title": one.report.title,
                "where": one.where,
                "added": one.added,
            }
            for one in found
        ],
        "more": more,
    }


def hits_data(hits: Sequence[Hit], reports: Mapping[int, KeptReport]) -> Data:
    """Return what was found by words; a statement counts from 0, and is null where no statement holds them all."""
    return {
        "hits": [
            {
                "report": one.report_id,
                "statement": one.statement,
                "outlet": reports[one.report_id].report.outlet,
                "url": reports[one.report_id].report.url,
                "published": reports[one.report_id].report.published,
                "text": one.snippet,
                "start": one.start,
                "marks": [{"start": mark.start, "end": mark.end} for mark in one.marks],
            }
            for one in hits
        ]
    }


def traced_data(found: Sequence[Traced]) -> Data:
    """Return traces of claims of a casebook, as `traces_data` does, but with the casebook's numbers."""
    reports: dict[int, Reading] = {}
    for one in found:
        reports.update(zip(one.report_ids, one.readings, strict=True))
    return {
        "reports": [{"number": number, **report_data(reports[number])} for number in sorted(reports)],
        "traces": [traced_line(one) for one in found],
    }


def traced_line(traced: Traced) -> Data:
    """Return the trace of one claim of a casebook; its reports have the casebook's numbers."""
    readings = dict(zip(traced.report_ids, traced.readings, strict=True))
    data = trace_data(renumbered(traced.trace, traced.report_ids), readings)
    return {**data, "claim": {"number": traced.claim_id, **data["claim"]}}


def judgement_data(one: Judgement) -> Data:
    """Return a judgement, with who made it, when and why."""
    return asdict(one)


def problem_data(one: KeptProblem) -> Data:
    """Return something that was left out."""
    return asdict(one)


def info_data(info: Info) -> Data:
    """Return what a casebook holds."""
    return asdict(info)
