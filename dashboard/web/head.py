"""HEAD: what GET answers, without its body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

WITHOUT_BODY = "dashboard.without_body"  # in the scope of a request whose body nobody will get


class Head:
    """Middleware that answers HEAD wherever there is an answer to GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request; of one with HEAD only the headers."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            return await self._app(scope, receive, send)

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET", WITHOUT_BODY: True}
        return await self._app(asked, receive, send_without_body)
