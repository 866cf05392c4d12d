"""Archives: every kind is read, nothing in them is trusted."""

import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from hjemmel.errors import ArchiveError
from hjemmel.law.lovdata import archive, unpacking
from hjemmel.law.lovdata.archive import find_refusal, list_members, open_archive


def _tar(path, files, mode="w:xz"):
    with tarfile.open(path, mode) as packed:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            info.mtime = 1_700_000_000
            packed.addfile(info, io.BytesIO(content))
    return path


def _zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


FILES = {"lover/a.xml": b"<a/>", "lover/b.xml": b"<b/>"}


@pytest.mark.parametrize(
    ("ending", "mode"), [("tar.xz", "w:xz"), ("tar.bz2", "w:bz2"), ("tar.gz", "w:gz"), ("tar", "w")]
)
def test_tar_archives_of_every_packing_are_read(tmp_path, ending, mode):
    path = _tar(tmp_path / f"lover-2025-11-08.{ending}", FILES, mode)
    opened = open_archive(path)
    assert (opened.slug, opened.day) == ("lover-2025-11-08", "2025-11-08")
    assert {member.name: member.content for member in list_members(opened)} == FILES


def test_zip_archives_and_folders_are_read(tmp_path):
    packed = open_archive(_zip(tmp_path / "lover-2025-11-08.zip", FILES | {"lover/": b""}))
    assert {member.name: member.content for member in list_members(packed)} == FILES
    (tmp_path / "folder" / "lover").mkdir(parents=True)
    (tmp_path / "folder" / "lover" / "a.xml").write_bytes(b"<a/>")
    folder = open_archive(tmp_path / "folder")
    assert [member.content for member in list_members(folder)] == [b"<a/>"]


def test_a_name_without_a_day_takes_that_of_the_files(tmp_path):
    assert open_archive(_tar(tmp_path / "gjeldende-lover.tar.bz2", FILES, "w:bz2")).slug == "gjeldende-lover-2023-11-14"
    with zipfile.ZipFile(tmp_path / "lover.zip", "w") as packed:
        packed.writestr(zipfile.ZipInfo("a.xml", (2024, 2, 3, 4, 5, 6)), b"<a/>")
    assert open_archive(tmp_path / "lover.zip").day == "2024-02-03"
    (tmp_path / "Mappe Med Lov").mkdir()
    (tmp_path / "Mappe Med Lov" / "a.xml").write_bytes(b"<a/>")
    os.utime(tmp_path / "Mappe Med Lov" / "a.xml", (1_700_000_000, 1_700_000_000))
    assert open_archive(tmp_path / "Mappe Med Lov").slug == "mappe-med-lov-2023-11-14"


def test_an_empty_archive_has_the_day_it_was_made(tmp_path):
    path = _tar(tmp_path / "tom.tar", {}, "w")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert open_archive(path).day == "2023-11-14"


@pytest.mark.parametrize("name", ["../ute.xml", "/etc/passwd.xml", "a/../../b.xml", "..\\ute.xml", "C:/x.xml"])
def test_names_that_lead_out_are_left_unread(tmp_path, name):
    opened = open_archive(_tar(tmp_path / "lover-2025-11-08.tar.xz", {name: b"<a/>"}))
    (member,) = list_members(opened)
    assert (member.content, member.refused) == (b"", "Its name leads out of the archive.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lover-2025-11-08.tar.xz"]


def test_links_and_other_files_are_left_unread(tmp_path):
    path = tmp_path / "lover-2025-11-08.tar"
    with tarfile.open(path, "w") as packed:
        link = tarfile.TarInfo("lenke.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
        packed.addfile(tarfile.TarInfo("les.txt"))
        folder = tarfile.TarInfo("mappe")
        folder.type = tarfile.DIRTYPE
        packed.addfile(folder)
    assert [member.refused for member in list_members(open_archive(path))] == [
        "It is no plain file.",
        "It is no .xml file.",
    ]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "lenke.xml").symlink_to("/etc/passwd")
    assert [member.refused for member in list_members(open_archive(tmp_path / "folder"))] == ["It is a link."]
    packed = open_archive(_zip(tmp_path / "x-2025-11-08.zip", {"les.txt": b"x"}))
    assert [member.refused for member in list_members(packed)] == ["It is no .xml file."]


def test_an_archive_cut_short_is_told_of(tmp_path):
    path = _tar(tmp_path / "lover-2025-11-08.tar.xz", {f"{n}.xml": os.urandom(20_000) for n in range(20)})
    path.write_bytes(path.read_bytes()[:200_000])
    with pytest.raises(ArchiveError, match="damaged or cut short"):
        list(list_members(open_archive(path)))


@pytest.mark.parametrize("name", ["lover-2025-11-08.zip", "lover-2025-11-08.tar.bz2"])
def test_rubbish_with_an_archives_name_is_told_of(tmp_path, name):
    (tmp_path / name).write_bytes(b"rubbish" * 100)
    with pytest.raises(ArchiveError, match="damaged"):
        list(list_members(open_archive(tmp_path / name)))


def test_rubbish_without_a_day_in_its_name_is_told_of(tmp_path):
    for name in ("lover.zip", "lover.tar.xz"):
        (tmp_path / name).write_bytes(b"rubbish" * 100)
        with pytest.raises(ArchiveError, match="can't be read"):
            open_archive(tmp_path / name)


def test_what_is_no_archive_or_not_there_is_told_of(tmp_path):
    (tmp_path / "lov.pdf").write_bytes(b"x")
    with pytest.raises(ArchiveError, match="no archive that can be read"):
        open_archive(tmp_path / "lov.pdf")
    with pytest.raises(ArchiveError, match="There is no archive"):
        open_archive(tmp_path / "borte.zip")


def test_a_bomb_is_never_unpacked_beyond_its_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_DOCUMENT_BYTES", 1000)
    bomb = open_archive(_zip(tmp_path / "b-2025-11-08.zip", {"a.xml": b"0" * 100_000}))
    assert "law document" in next(iter(list_members(bomb))).refused
    assert "over" in find_refusal("a.xml", 2000)
    assert archive._read_member("a.xml", io.BytesIO(b"0" * 2000)).refused
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1500)
    many = open_archive(_tar(tmp_path / "c-2025-11-08.tar.xz", {f"{n}.xml": b"0" * 900 for n in range(9)}))
    with pytest.raises(ArchiveError, match="more than an archive of law can hold"):
        list(list_members(many))


def test_what_a_tar_archive_unpacks_to_is_bounded_though_nothing_of_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MAX_TOTAL_BYTES", 50_000)
    bomb = open_archive(_tar(tmp_path / "b-2025-11-08.tar.xz", {"a.txt": b"0" * 100_000, "b.xml": b"<a/>"}))
    with pytest.raises(ArchiveError, match="unpacks to over"):
        list(list_members(bomb))


@pytest.mark.parametrize(("ending", "mode"), [("tar.bz2", "w:bz2"), ("tar.xz", "w:xz"), ("tar.gz", "w:gz")])
def test_a_bomb_takes_no_more_memory_than_a_document(tmp_path, ending, mode):
    size = 96 * 1024**2
    path = tmp_path / f"b-2025-11-08.{ending}"
    with tarfile.open(path, mode) as packed:
        info = tarfile.TarInfo("a.xml")
        info.size = size
        packed.addfile(info, _Zeros(size))
    program = (
        "import sys; from pathlib import Path; from hjemmel.law.lovdata.crew import read_peak\n"
        "from hjemmel.law.lovdata.archive import list_members, open_archive\n"
        "told = [member.refused for member in list_members(open_archive(Path(sys.argv[1])))]\n"
        "assert told and 'over 32 MB' in told[0]; print(read_peak())"
    )
    told = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 90 * 1024**2


class _Zeros(io.RawIOBase):
    """So many zeros."""

    def __init__(self, size):
        self._left = size

    def readinto(self, buffer):
        count = min(len(buffer), self._left)
        buffer[:count] = bytes(count)
        self._left -= count
        return count

    def readable(self):
        return True


def test_a_header_as_large_as_a_bomb_is_told_of(tmp_path):
    path = tmp_path / "b-2025-11-08.tar"
    with tarfile.open(path, "w") as packed:
        packed.addfile(tarfile.TarInfo("a.xml"))
        info = tarfile.TarInfo("lang")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2 * 1024**2
        packed.addfile(info, io.BytesIO(b"x" * info.size))
    with pytest.raises(ArchiveError, match="larger than any name"):
        list(list_members(open_archive(path)))


@pytest.mark.parametrize("place", [512 * 2, 512 * 2 + 100, 700])
def test_a_plain_tar_archive_cut_short_anywhere_is_told_of(tmp_path, place):
    path = _tar(tmp_path / "lover-2025-11-08.tar", FILES, "w")
    path.write_bytes(path.read_bytes()[:place])
    with pytest.raises(ArchiveError, match="damaged or cut short"):
        list(list_members(open_archive(path)))


def test_damage_in_the_middle_of_a_tar_archive_is_never_taken_for_its_end(tmp_path):
    path = _tar(tmp_path / "lover-2025-11-08.tar", FILES, "w")
    content = bytearray(path.read_bytes())
    content[512 * 2 : 512 * 2 + 60] = b"?" * 60
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="broken header"):
        list(list_members(open_archive(path)))


def test_a_check_sum_that_doesnt_fit_is_told_of(tmp_path):
    path = _tar(tmp_path / "lover-2025-11-08.tar.gz", FILES, "w:gz")
    content = bytearray(path.read_bytes())
    content[-8] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="CRC"):
        list(list_members(open_archive(path)))


def test_an_ending_in_capitals_is_an_ending(tmp_path):
    path = _zip(tmp_path / "LOVER-2025-11-08.ZIP", {"A.XML": b"<a/>"})
    assert [member.content for member in list_members(open_archive(path))] == [b"<a/>"]


def test_a_name_that_cant_be_read_is_told_in_plain_letters(tmp_path):
    path = _tar(tmp_path / "lover-2025-11-08.tar", {"r\udce6r.xml": b"<a/>", "a\nb.xml": b"<a/>"}, "w")
    told = [(member.name, member.refused) for member in list_members(open_archive(path))]
    assert told == [("r\\udce6r.xml", "Its name can't be read."), ("a\\nb.xml", "Its name can't be read.")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_left_unread_and_no_link_is_followed(tmp_path):
    place = tmp_path / "lover-2025-11-08"
    place.mkdir()
    os.mkfifo(place / "a.xml")
    (place / "b").symlink_to(place)
    (place / "c.xml").symlink_to("borte.xml")
    told = {member.name: member.refused for member in list_members(open_archive(place))}
    assert told == {"a.xml": "It is no plain file.", "b": "It is a link.", "c.xml": "It is a link."}
    with pytest.raises(ArchiveError, match="no archive that can be read"):
        open_archive(place / "a.xml")


def test_a_day_that_no_calendar_has_is_no_day(tmp_path):
    place = tmp_path / "lover-2025-13-45"
    place.mkdir()
    (place / "a.xml").write_bytes(b"<a/>")
    os.utime(place / "a.xml", (1_700_000_000, 1_700_000_000))
    assert open_archive(place).day == "2023-11-14"
    path = tmp_path / "lover.zip"
    with zipfile.ZipFile(path, "w") as packed:
        info = zipfile.ZipInfo("a.xml")
        info.date_time = (1980, 0, 0, 0, 0, 0)
        packed.writestr(info, b"<a/>")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert open_archive(path).day == "2023-11-14"


def test_the_folder_one_stands_in_is_read(tmp_path, monkeypatch):
    place = tmp_path / "lover-2025-11-08"
    place.mkdir()
    monkeypatch.chdir(place)
    assert open_archive(Path()).slug == "lover-2025-11-08"
