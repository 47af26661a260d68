"""The casebook: everything that was collected, read, linked and decided, in one SQLite file."""

from saksi.casebook.casebook import Casebook
from saksi.casebook.errors import CasebookError
from saksi.casebook.ingest import Added
from saksi.casebook.reports import KeptReport

__all__ = ["Added", "Casebook", "CasebookError", "KeptReport"]
