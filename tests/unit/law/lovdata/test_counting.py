"""What a document has of each kind is counted from its markup, whatever else is made of it."""

import pytest
from lxml import etree

from hjemmel.law.lovdata.counting import count_parts

LEDD = '<article class="legalP">x</article>'
POINT = '<article class="numberedLegalP">1. x</article>'


def count(body):
    return count_parts(etree.fromstring(f"<main>{body}</main>"))


def test_each_kind_is_counted_wherever_it_stands():
    item = f'<ul><li><article class="listArticle">{LEDD}</article></li></ul>'
    told = count(
        f'<section class="section"><section class="section"><article class="legalArticle">{LEDD}{item}'
        f'<article class="changesToParent">Endra.</article></article></section></section>'
        f'<table><tr><td>{item}</td></tr></table><article class="document-change"><b>{item}</b></article>'
    )
    assert (told.sections, told.chapters, told.ledd, told.points, told.notes) == (1, 2, 1, 3, 1)


@pytest.mark.parametrize(
    "holder", ['article class="legalArticle"', 'article class="marginIdArticle"', 'section class="section"']
)
def test_a_paragraph_of_a_section_or_chapter_is_a_subsection(holder):
    assert count(f"<{holder}>{LEDD}{POINT}</{holder.split()[0]}>").ledd == 2


@pytest.mark.parametrize(
    "holder",
    [
        'article class="listArticle"',
        'article class="futureLegalArticle"',
        'article class="numberedLegalP"',
        "div",
        "blockquote",
        "td",
    ],
)
def test_a_paragraph_of_something_else_is_none(holder):
    assert count(f"<{holder}>{LEDD}{POINT}</{holder.split()[0]}>").ledd == 0


def test_right_in_a_document_a_paragraph_is_a_subsection_and_a_numbered_one_a_point_of_it():
    assert count(LEDD + POINT).ledd == 1
