"""What tells one release of the dashboard from every other."""

from fastapi.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings
from dashboard.web.edition import edition


def test_another_title_is_another_edition(tmp_path: object) -> None:
    archive = f"{tmp_path}/archive"
    one, same, other = (
        Settings.read(archive=archive, title=title) for title in ("One", "One", "Other")
    )
    assert edition(one) == edition(same) != edition(other)
    tags = []
    for settings in (one, other):
        with TestClient(create_app(settings)) as client:
            tags.append(client.get("/about").headers["etag"])
            again = client.get("/about", headers={"if-none-match": tags[0]})
            assert again.status_code == (304 if settings is one else 200)
    assert tags[0] != tags[1]
