"""What a decision on two articles changes in the archive, and how it is taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.articles import decisions
from dashboard.articles.archive import Archive
from dashboard.articles.decisions import Decision
from dashboard.articles.model import Article, Status, Verdict
from dashboard.articles.table import to_content
from dashboard.errors import ArchiveError, ReviewError

ONE, TWO, THREE = (
    Article(f"{n:016x}", f"Title {n}", date(2015, 11, n), "Events") for n in (1, 2, 3)
)
EARLY = datetime(2026, 1, 1, tzinfo=UTC)
LATE = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(str(tmp_path / "archive"))
    archive.upsert(to_content([ONE, TWO, THREE]), "import", EARLY)
    return archive


def decide(archive: Archive, one: Article, verdict: Verdict, two: Article) -> int:
    return archive.decide([Decision(one.id, two.id, verdict)], "review", LATE)


def withdrawn(archive: Archive) -> dict[str, str]:
    rows = archive.read()[1].to_pylist()
    return {row["id"]: row["reason"] for row in rows if row["status"] == Status.WITHDRAWN}


def kept(archive: Archive) -> list[Decision]:
    return [*decisions.of(archive.rows(("id", "decisions")))]


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.TRANSLATION])
def test_two_articles_stay(archive: Archive, verdict: Verdict) -> None:
    before = archive.read()[1].drop_columns("decisions").sort_by("id")
    assert decide(archive, ONE, verdict, TWO) == 1
    assert archive.read()[1].drop_columns("decisions").sort_by("id").equals(before)
    assert kept(archive) == [Decision(ONE.id, TWO.id, verdict)]
    assert archive.faults() == []


def test_one_of_two_gives_way_and_is_kept(archive: Archive) -> None:
    decide(archive, ONE, Verdict.SAME, TWO)
    assert withdrawn(archive) == {ONE.id: f"The same article as {TWO.id}"}
    assert kept(archive) == [Decision(ONE.id, TWO.id, Verdict.SAME)]
    changes = archive.upsert(to_content([replace(ONE, title="Corrected")]), "import", LATE)
    assert changes.changed == 1
    assert set(withdrawn(archive)) == {ONE.id}
    assert len(kept(archive)) == 1
    assert archive.faults() == []


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.TRANSLATION])
def test_a_later_decision_takes_back_the_one_before(
    archive: Archive, verdict: Verdict, turned: bool
) -> None:
    decide(archive, ONE, Verdict.SAME, TWO)
    one, two = (TWO, ONE) if turned else (ONE, TWO)
    decide(archive, one, verdict, two)
    assert (withdrawn(archive), kept(archive)) == ({}, [Decision(one.id, two.id, verdict)])


def test_the_other_one_can_give_way_instead(archive: Archive) -> None:
    decide(archive, ONE, Verdict.SAME, TWO)
    decide(archive, TWO, Verdict.SAME, ONE)
    assert set(withdrawn(archive)) == {TWO.id}


def test_none_gives_way_to_one_that_is_withdrawn(archive: Archive) -> None:
    decide(archive, ONE, Verdict.SAME, TWO)
    version = archive.version()
    with pytest.raises(ReviewError, match=f"{ONE.id} is withdrawn: {THREE.id} cannot"):
        decide(archive, THREE, Verdict.SAME, ONE)
    with pytest.raises(ArchiveError, match="holds no article ffff"):
        decide(archive, THREE, Verdict.SAME, replace(ONE, id="f" * 16))
    assert archive.version() == version


def test_the_reason_of_a_withdrawal_is_not_replaced(archive: Archive) -> None:
    archive.withdraw([ONE.id], "Asked for", "withdraw", EARLY)
    decide(archive, ONE, Verdict.SAME, TWO)
    decide(archive, ONE, Verdict.DIFFERENT, TWO)
    assert withdrawn(archive) == {ONE.id: "Asked for"}


def test_an_article_goes_with_one_that_is_withdrawn_and_comes_back(archive: Archive) -> None:
    archive.withdraw([ONE.id], "Asked for", "withdraw", EARLY)
    decide(archive, TWO, Verdict.SAME, ONE)
    reason = f"The same article as {ONE.id}: Asked for"
    assert withdrawn(archive) == {ONE.id: "Asked for", TWO.id: reason}
    decide(archive, TWO, Verdict.DIFFERENT, ONE)
    assert withdrawn(archive) == {ONE.id: "Asked for"}


@pytest.mark.parametrize("verdict", [*Verdict])
def test_the_same_decision_again_makes_no_version(archive: Archive, verdict: Verdict) -> None:
    for now in (EARLY, LATE):
        made = [Decision(ONE.id, TWO.id, verdict)]
        assert archive.decide(made, "review", now) == (now == EARLY)
    assert archive.version() == 1


def test_restoring_takes_decisions_back(archive: Archive) -> None:
    decide(archive, ONE, Verdict.SAME, TWO)
    archive.restore(0, "restore 0")
    assert (withdrawn(archive), kept(archive)) == ({}, [])
    archive.restore(1, "restore 1")
    assert set(withdrawn(archive)) == {ONE.id}
