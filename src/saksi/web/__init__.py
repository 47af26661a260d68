"""The pages and the API: a casebook in the browser, from this machine to this machine.

Nothing of it is loaded unless it is used, and nothing of it asks another address: `saksi serve` is over `make_app`.
"""

from saksi.web.app import Settings, make_app

__all__ = ["Settings", "make_app"]
