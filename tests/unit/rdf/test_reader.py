from __future__ import annotations

from hjemmel.rdf.reader import read_turtle

TEXT = '''@base <https://w3id.org/hjemmel/> .
@prefix hj: <ns#> .

<duties/x>
    a hj:Duty ;
    hj:text """one
two"""@nb ,
        "three"@nn ;
.
<duties/y> a hj:Duty .
'''


def test_every_fact_knows_the_line_of_its_object():
    assert [fact.line for fact in read_turtle(TEXT).facts] == [5, 6, 8, 10]


def test_every_block_knows_the_line_of_its_subject():
    assert [(block.subject.value[-1], block.line) for block in read_turtle(TEXT).blocks] == [("x", 4), ("y", 10)]


def test_windows_line_ends_count_as_one_line():
    assert [fact.line for fact in read_turtle(TEXT.replace("\n", "\r\n")).facts] == [5, 6, 8, 10]
