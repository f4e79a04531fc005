"""The menu of feeds and downloads."""

from dashboard import locales
from dashboard.settings import Settings
from dashboard.views import endings
from dashboard.views.markup import written


def test_every_feed_and_download_is_offered() -> None:
    menu = written(endings.layout(locales.texts("fr"), Settings.read()))
    for ending in (*endings.FEEDS, *endings.DOWNLOADS, *endings.API):
        assert f'href="{ending}" data-ending="{ending}"' in menu
    assert menu.startswith('<details id="endings"><summary class="button">Partager')
