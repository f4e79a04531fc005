"""feedparser, but for what takes it too long and for texts of pictures, which are no entry's own.

It makes its parsers, one for whole and one for damaged XML, by the names that are set at the end.
"""

import io

import feedparser
from feedparser import api, mixin

_MOST_NAMESPACES = 1000
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def parse(text: str) -> feedparser.FeedParserDict:
    """Return what a feed holds, its HTML and addresses as written. Nothing is fetched."""
    return feedparser.parse(
        io.BytesIO(text.encode(errors="replace")),
        response_headers=_HEADERS,
        sanitize_html=False,
        resolve_relative_uris=False,
    )


class _Mended(mixin._FeedParserMixin):  # type: ignore[misc]
    def _sync_author_detail(self, key: str = "author") -> None:
        """Join name and e-mail of a person who has elements for them.

        In the text of any other an e-mail would be looked for, in quadratic time for a long word.
        """
        people = self._get_context().get(f"{key}s")
        if people and people[-1]:
            super()._sync_author_detail(key)

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        """Add a tag, which may be there already: to look for it among many takes quadratic time."""
        tags = self._get_context().setdefault("tags", [])
        if term or scheme or label:
            tags.append(feedparser.FeedParserDict(term=term, scheme=scheme, label=label))

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        """Remember a namespace; all of them are looked through for every element."""
        if len(self.namespaces_in_use) > _MOST_NAMESPACES:
            raise ValueError(f"more than {_MOST_NAMESPACES} namespaces")
        super().track_namespace(prefix, uri)

    def _start_media_title(self, attributes: dict[str, str]) -> None:
        self.push_content("media_title", attributes, "text/plain", 1)

    def _end_media_title(self) -> None:
        self._keep_first("media_title")

    def _start_media_description(self, attributes: dict[str, str]) -> None:
        self.push_content("media_description", attributes, "text/html", 1)

    def _end_media_description(self) -> None:
        self._keep_first("media_description")

    def _keep_first(self, name: str) -> None:
        context = self._get_context()
        kept = {key: context[key] for key in (name, f"{name}_detail") if context.get(name)}
        self.pop_content(name)
        context.update(kept)


class _Whole(_Mended, api.StrictFeedParser):  # type: ignore[misc]
    pass


class _Damaged(_Mended, api.LooseFeedParser):  # type: ignore[misc]
    pass


api.StrictFeedParser, api.LooseFeedParser = _Whole, _Damaged
