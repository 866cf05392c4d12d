"""Archives: every kind is read, nothing in them is trusted."""

import io
import os
import tarfile
import zipfile

import pytest

from hjemmel.errors import ArchiveError
from hjemmel.law.lovdata import archive
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
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 500)
    with pytest.raises(ArchiveError, match="impossible size"):
        list(list_members(many))
