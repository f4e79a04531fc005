"""Answers that a client has already: ETag and 304."""

import hashlib

from fastapi import Request, Response

from dashboard.web.asked import Asked


def tag(asked: Asked) -> str:
    """Return the entity tag of the answer to a question: by version, address, language, edition.

    It is a weak one, because the answer is sent in several encodings.
    """
    question = asked.question
    parts = (asked.dataset.version, *question)
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


def headers(asked: Asked) -> dict[str, str]:
    """Return the headers by which a client can ask again; the answer differs by language."""
    return {"ETag": tag(asked), "Vary": "Accept-Language"}


def unchanged(request: Request, asked: Asked) -> Response | None:
    """Return 304 when the client has the answer already (RFC 9110, 13.1.2), else None."""
    known = {each.strip() for each in request.headers.get("if-none-match", "").split(",")}
    if known.isdisjoint({"*", tag(asked)}):
        return None
    return Response(status_code=304, headers=headers(asked))
