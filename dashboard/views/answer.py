"""What the server says of a view: an address comes in, what it means goes out.

The browser asks for it past Dash, whose callbacks take longer than the answer itself.
"""

import logging
from collections.abc import Mapping
from typing import Any

from dashboard.articles.view import View
from dashboard.views.document import texts_for
from dashboard.views.render import Context, render_failure, render_view

_log = logging.getLogger(__name__)


def answer(context: Context, query: str, headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    """Return a status of HTTP and what is said, as JSON has it; see :func:`render_view`.

    Args:
        context: the rest of the dashboard.
        query: of the address.
        headers: of the request, whose language counts when the address names none.
    """
    view, problems = View.from_query(query)
    texts = texts_for(view, headers, context.settings)
    try:
        return 200, render_view(context, view, problems, texts)
    except Exception:  # noqa: BLE001  nothing of it may reach a visitor
        # What was chosen and searched for is not logged, only by what.
        _log.exception("view by %s", ", ".join(view.filters.to_query()) or "nothing")
        return 500, render_failure(texts)
