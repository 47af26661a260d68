"""Turn what a user has into reports: one file per kind of input; a bad input costs none of the good ones."""

from saksi.collect.fields import Collected, Defaults, Problem, Raw
from saksi.collect.inputs import collect
from saksi.collect.kinds import Kind

__all__ = ["Collected", "Defaults", "Kind", "Problem", "Raw", "collect"]
