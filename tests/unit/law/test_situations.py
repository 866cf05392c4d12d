"""Whether situations that are so make another one so."""

from hjemmel.law.identifiers import to_iri
from hjemmel.law.situations import Situation, SituationTree


def tree_of(**broader: list[str]) -> SituationTree:
    situations = [
        Situation(id=to_iri(name), slug=name, type="Situation", labels={}, broader=tuple(to_iri(up) for up in ups))
        for name, ups in broader.items()
    ]
    return SituationTree({each.id: each for each in situations})


def judge(tree: SituationTree, situation: str, *asked: str) -> str:
    return tree.judge(to_iri(situation), tree.close([to_iri(each) for each in asked]))


def test_with_nothing_known_everything_is_open():
    assert judge(tree_of(sak=[]), "sak") == "open"


def test_a_narrower_situation_brings_the_broader_with_it_not_the_other_way():
    tree = tree_of(sak=[], barn=["sak"], ungdom=["barn"])
    assert judge(tree, "barn", "ungdom") == "yes"
    assert judge(tree, "ungdom", "barn") == "open"


def test_a_composite_of_composites_needs_every_part():
    tree = tree_of(sak=[], a=["sak"], b=["sak"], c=["sak"], ab=["a", "b"], abc=["ab", "c"])
    assert judge(tree, "abc", "a", "b", "c") == "yes"
    assert judge(tree, "abc", "a", "c") == "open"


def test_a_situation_of_a_root_that_is_not_named_is_excluded():
    tree = tree_of(sak=[], oppgave=[], barn=["sak"])
    assert judge(tree, "barn", "oppgave") == "excluded"


def test_a_broader_situation_that_is_unknown_is_passed_over():
    assert judge(tree_of(barn=["nowhere"]), "barn", "barn") == "yes"


def test_a_situation_that_is_unknown_hides_nothing():
    assert judge(tree_of(sak=[]), "nowhere", "sak") == "open"


def test_a_circle_does_not_hang():
    tree = tree_of(a=["b"], b=["a"], c=[])
    assert judge(tree, "a", "b") == "yes"
    assert judge(tree, "a", "c") == "excluded"


def test_what_excludes_another_is_itself_excluded_by_it_with_all_its_kinds():
    child = Situation(id="barn", slug="barn", type="Situation", labels={}, broader=("sak",), disjoint_with=("voksen",))
    young, adult, case = (
        Situation(id=name, slug=name, type="Situation", labels={}, broader=up)
        for name, up in (("ungdom", ("barn",)), ("voksen", ("sak",)), ("sak", ()))
    )
    tree = SituationTree({each.id: each for each in (child, young, adult, case)})
    assert tree.judge("voksen", tree.close(["ungdom"])) == "excluded"
    assert tree.judge("ungdom", tree.close(["voksen"])) == "excluded"
    assert tree.judge("ungdom", tree.close(["voksen", "barn"])) == "open"
