"""The ledger comes back as it was written, and says the same whatever order it was made in."""

import gzip

from hjemmel.web.export.ledger import NAME, Ledger, Source, format_ledger, read_ledger

ONE, TWO = ("catalogue.norms", "all"), ("id", "=")
LEDGER = Ledger(
    frame="f",
    files={
        "b.html": Source(size=3, reads=(ONE, TWO), missed=("nb /x",)),
        "a.html": Source(size=2, reads=(TWO,)),
        "a.css": None,
    },
    digests={TWO: "22", ONE: "11", ("unused", "="): "33"},
)


def test_a_ledger_is_read_as_it_was_written(tmp_path):
    (tmp_path / NAME).write_bytes(format_ledger(LEDGER))
    found = read_ledger(tmp_path)
    assert found.files == LEDGER.files
    assert found.digests == {ONE: "11", TWO: "22"}, "what no file read is left out"
    assert format_ledger(found) == format_ledger(LEDGER)


def test_the_order_it_was_made_in_does_not_matter():
    turned = Ledger(frame="f", files=dict(reversed(LEDGER.files.items())), digests=LEDGER.digests)
    assert format_ledger(turned) == format_ledger(LEDGER)


def test_a_folder_without_one_has_none_and_a_broken_one_is_empty(tmp_path):
    assert read_ledger(tmp_path) is None
    (tmp_path / NAME).write_bytes(b"no gzip")
    assert read_ledger(tmp_path) == Ledger()


def test_of_a_ledger_of_another_form_the_names_are_known(tmp_path):
    (tmp_path / NAME).write_bytes(gzip.compress(b'{"form":0,"files":{"a.html":1}}'))
    assert read_ledger(tmp_path) == Ledger(files={"a.html": None})
