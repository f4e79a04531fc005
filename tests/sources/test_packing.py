import bz2
import gzip
import io
import lzma
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import SourceError
from dashboard.sources import csv_blocks, packing
from dashboard.sources.importing import Importer
from dashboard.sources.source import Source
from tests.sources.reading import unpacked

TABLE = b"title,date\nSample,2015-11-17\n"
ROWS = [{"number": 1, "title": "Sample", "date": "2015-11-17"}]
MIB = 1024 * 1024


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_compressed_keeps_its_name(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    assert unpacked(pack(TABLE), "a.csv.gz") == {"a.csv.gz": ROWS}
    (tmp_path / "a").write_bytes(pack(TABLE))
    assert unpacked(tmp_path / "a", "a") == {"a": ROWS}


def test_parts_of_one_gzip_are_one_file() -> None:
    assert unpacked(gzip.compress(TABLE[:15]) + gzip.compress(TABLE[15:])) == {"file": ROWS}


def test_what_is_not_packed_is_itself() -> None:
    source = Source("a", TABLE)
    assert list(packing.unpack(source)) == [source]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_members_of_a_zip_are_named_after_it(how: int) -> None:
    data = zipped({"a.csv": TABLE, "folder/": b"", "folder/b.csv": TABLE}, how)
    assert unpacked(data, "x.zip") == {"x.zip/a.csv": ROWS, "x.zip/folder/b.csv": ROWS}


def test_files_of_file_managers_are_left_out() -> None:
    names = ["__MACOSX/._a.csv", ".DS_Store", "b/.DS_Store", "Thumbs.db"]
    assert unpacked(zipped({"a.csv": TABLE, **dict.fromkeys(names, b"x")})) == {"file/a.csv": ROWS}


def test_packed_files_nest() -> None:
    data = zipped({"b.zip": zipped({"c.csv.gz": gzip.compress(TABLE)}), "d.csv": TABLE})
    assert unpacked(data, "a.zip") == {"a.zip/b.zip/c.csv.gz": ROWS, "a.zip/d.csv": ROWS}


def test_what_is_asked_of_the_file_is_asked_of_its_members() -> None:
    source = Source("a", gzip.compress(TABLE), mapping={"title": "x"}, sheet="2", base="https://b/")
    (member,) = packing.unpack(source)
    assert (member.mapping, member.sheet, member.base) == ({"title": "x"}, "2", "https://b/")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\a.csv", "a\x00b", "\u202egpj.csv", "x" * 5000]
)
def test_names_in_a_zip_are_names_only(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    real = Path.open

    def noted(self: Path, mode: str = "r", **options: object) -> object:
        opened.append(self)
        return real(self, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", noted)
    (found,) = unpacked(zipped({name: TABLE})).values()
    assert found == ROWS
    assert {path.name for path in opened} == {"member-0"}


def test_unpacked_files_are_gone_at_the_end() -> None:
    members = packing.unpack(Source("a", zipped({"a.csv": TABLE, "b.csv": TABLE})))
    path = next(members).content
    assert isinstance(path, Path)
    assert path.exists()
    members.close()  # type: ignore[attr-defined]
    assert not path.exists()


def test_documents_that_are_zips_stay_whole() -> None:
    for member in ("[Content_Types].xml", "mimetype"):
        source = Source("a.docx", zipped({member: b"", "word/document.xml": b"<x/>"}))
        assert list(packing.unpack(source)) == [source]


def test_a_member_may_have_no_name() -> None:
    data = bytearray(zipped({"a": TABLE}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        place = data.index(mark) + offset
        data[place : place + 4] = struct.pack("<HH", 0, 1)  # the letter is in the extra field now
    assert unpacked(bytes(data)) == {"file/": ROWS}


def encrypted() -> bytes:
    data = bytearray(zipped({"a.csv": TABLE}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def wrong_checksum() -> bytes:
    data = zipped({"good.csv": TABLE, "a.csv": TABLE + b"xyz"}, zipfile.ZIP_STORED)
    return data.replace(b"xyz", b"xyy")


def nested(times: int) -> bytes:
    data = TABLE
    for _ in range(times):
        data = gzip.compress(data)
    return data


def crowded(count: int) -> bytes:
    return zipped({f"{number}.csv": b"" for number in range(count)})


def crowded_beyond_the_list() -> bytes:
    """A list of members of nine megabytes, though the file says it has one member."""
    one = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 0, 60_000, 0) + bytes(12) + bytes(60_000)
    entries = one * 150
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entries), 30, 0)
    return b"PK\x03\x04" + bytes(26) + entries + end


ERRORS: list[tuple[bytes, str]] = [
    (gzip.compress(TABLE * 500)[:-20], "a: is damaged or cut short: Compressed file ended"),
    (gzip.compress(TABLE)[:-6] + b"\0" * 6, "a: is damaged or cut short: CRC check failed"),
    (gzip.compress(TABLE) + b"garbage", "a: is damaged or cut short: Not a gzipped file"),
    (bz2.compress(TABLE)[:-9], "a: is damaged or cut short: Compressed file ended"),
    (lzma.compress(TABLE)[:-9], "a: is damaged or cut short: Compressed file ended"),
    (zipped({}), "a: no file is packed in it"),
    (zipped({"folder/": b""}), "a: no file is packed in it"),
    (b"BZhello", "a: is damaged or cut short: Invalid data stream"),
    (zipped({"a.csv": TABLE})[:-9], "a: is damaged or cut short: File is not a zip file"),
    (wrong_checksum(), "a/a.csv: is damaged or cut short: Bad CRC-32"),
    (encrypted(), "a/a.csv: is encrypted; unpack it with its password first"),
    (nested(4), "a: packed files nest more than 3 deep"),
    (crowded(1001), "a: is not unpacked: it holds more than 1000 files"),
    (zipped({f"{n}.zip": crowded(300) for n in range(4)}), "a: is not unpacked: it holds more"),
    (crowded_beyond_the_list(), "a: is damaged or cut short: its list of members is too long"),
    (gzip.compress(bytes(80 * MIB)), "a: is not unpacked: what it holds is more than 200 times"),
    (gzip.compress(gzip.compress(bytes(80 * MIB))), "a: is not unpacked: what it"),
    (zipped({f"{n}": bytes(10 * MIB) for n in range(9)}), "a: is not unpacked: what it holds is"),
]


# What is packed has the time in it: as names of tests they would differ between two processes.
@pytest.mark.parametrize(("data", "message"), ERRORS, ids=range(len(ERRORS)))
def test_errors_name_the_file_and_nothing_is_given(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        next(packing.unpack(Source("a", data)))
    assert str(caught.value).startswith(message)


def test_nothing_stays_on_the_disk_of_what_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(packing, "MOST_BYTES", 3 * MIB)
    with pytest.raises(SourceError, match="it holds more than 3 MiB"):
        next(packing.unpack(Source("a", gzip.compress(bytes(10 * MIB)))))
    assert not list(tmp_path.iterdir())


def test_a_bomb_is_refused_before_the_disk_fills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    spend = packing._Budget.spend

    def noted(self: packing._Budget, size: int) -> None:
        written.append(size)
        spend(self, size)

    monkeypatch.setattr(packing._Budget, "spend", noted)
    with pytest.raises(SourceError, match="200 times"):
        next(packing.unpack(Source("a", bz2.compress(bytes(300 * MIB)))))
    assert sum(written) < 66 * MIB


def test_an_import_names_the_member_at_fault(tmp_path: Path) -> None:
    importer = Importer(tmp_path, today=date(2025, 1, 1))
    importer.add(Source("x.zip", zipped({"a.csv": TABLE, "b.csv": b"title,date\nB,soon\n"})))
    importer.add(Source("y.zip", encrypted()))
    found = importer.finish()
    assert found.articles["title"].to_pylist() == ["Sample"]
    assert [(reject["file"], reject["row"]) for reject in found.rejects] == [
        ("x.zip/b.csv", 1),
        ("y.zip", 0),
    ]


def test_a_member_that_cannot_be_read_takes_no_other_with_it(tmp_path: Path) -> None:
    importer = Importer(tmp_path, today=date(2025, 1, 1))
    other = b"title,date\nOther,2015-11-18\n"
    importer.add(Source("x.zip", zipped({"a.csv": TABLE, "b.txt": b"read me\n", "c.csv": other})))
    found = importer.finish()
    assert found.articles["title"].to_pylist() == ["Sample", "Other"]
    assert [(reject["file"], reject["row"]) for reject in found.rejects] == [("x.zip/b.txt", 0)]


def test_an_import_tells_how_far_it_has_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_blocks, "_BLOCK", 1000)
    told: list[tuple[int, int | None]] = []
    importer = Importer(
        tmp_path, today=date(2025, 1, 1), told=lambda rows, place: told.append((rows, place))
    )
    long = b"title,date\n" + b"A long title,2015-11-17\n" * 2000
    place = tmp_path / "long.csv"
    place.write_bytes(long)
    packed = gzip.compress(TABLE)
    for source in (Source("a.csv", TABLE), Source("b.gz", packed), Source("long.csv", place)):
        importer.add(source)
    above = len(TABLE) + len(packed)
    small, pack, big = told[:2], told[2:4], told[4:]
    assert small[1] == (0, len(TABLE))
    assert pack == [(1, None), (0, above)]
    places = [place for _, place in big if place]
    assert (len(places), places) == (len(big), sorted(places))
    assert above < places[0] < places[-1] == above + len(long)
