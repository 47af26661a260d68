"""The page of a claim: on whose word it rests, as graph, lists, chart and table, and all of it as files."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from saksi.export.casebook_data import traced_data
from saksi.export.json import Data
from saksi.export.tables import csv_lines, statement_row
from saksi.web.asked import casebook_of, path_number
from saksi.web.claim_dot import dot_of, lines_of, picture_data
from saksi.web.claim_file import file_of
from saksi.web.claim_graph import drawn
from saksi.web.claim_links import PageLinks
from saksi.web.claim_seen import Seen, see
from saksi.web.claim_shown import shown
from saksi.web.rendering import page


def claim(request: Request) -> Response:
    """Return the page of a claim; raises CasebookError if there is none of that number."""
    return page(request, "claim.html", **shown(_seen(request), PageLinks()))


def trace_json(request: Request) -> Response:
    """Return the trace of a claim, with its reports, as `saksi trace --json` prints it."""
    return _file(request, _json(traced_data([_seen(request).traced])), "trace.json", "application/json")


def graph_json(request: Request) -> Response:
    """Return the nodes and edges of the graph, and the DOT that the page draws it from."""
    return Response(_json(picture_data(drawn(_seen(request)))), media_type="application/json")


def graph_dot(request: Request) -> Response:
    """Return the graph in Graphviz's language, with all that the page folds."""
    graph = drawn(_seen(request))
    opened = {one.id for one in graph.folds}
    return _file(request, dot_of(lines_of(graph), opened), "graph.dot", "text/vnd.graphviz")


def statements_csv(request: Request) -> Response:
    """Return the statements that say or deny the claim as CSV, as `saksi export statements` writes them."""
    seen = _seen(request)
    readings = dict(zip(seen.traced.report_ids, seen.traced.readings, strict=True))
    refs = sorted({*seen.trace.claim.statements, *seen.trace.denials})
    lines = csv_lines(statement_row(ref.report, readings[ref.report], ref.statement) for ref in refs)
    return _file(request, "\n".join(lines) + "\n", "statements.csv", "text/csv")


def page_html(request: Request) -> Response:
    """Return the claim as one file that needs no network and no casebook."""
    with casebook_of(request) as book:
        words = file_of(book, path_number(request, "claim"))
    return _file(request, words, "page.html", "text/html")


def _seen(request: Request) -> Seen:
    with casebook_of(request) as book:
        return see(book, path_number(request, "claim"))


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def _file(request: Request, words: str, name: str, media_type: str) -> Response:
    """Return a file to be saved."""
    saved = f'attachment; filename="claim-{path_number(request, "claim")}-{name}"'
    return PlainTextResponse(words, media_type=media_type, headers={"content-disposition": saved})


ROUTES = [
    Route("/claims/{number:int}", claim, name="claim"),
    Route("/claims/{number:int}/trace.json", trace_json, name="claim_trace"),
    Route("/claims/{number:int}/graph.json", graph_json, name="claim_graph"),
    Route("/claims/{number:int}/graph.dot", graph_dot, name="claim_dot"),
    Route("/claims/{number:int}/statements.csv", statements_csv, name="claim_statements"),
    Route("/claims/{number:int}/page.html", page_html, name="claim_page"),
]
