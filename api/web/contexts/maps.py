"""The map of a case, inside its page."""

from __future__ import annotations

from markupsafe import Markup

from engine.services.context import Context
from engine.services.maps import case_map
from engine.services.views import CaseView


def map_view(ctx: Context, view: CaseView) -> Markup:
    """The villages on a map, where their outlines are held; empty where not."""
    found = case_map(ctx, view.procedure, view.state)
    return Markup(found.svg) if found else Markup()  # noqa: S704 (drawn here, every name escaped)
