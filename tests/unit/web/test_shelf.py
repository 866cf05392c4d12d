from hjemmel.web.shelf import Shelf


def test_a_thing_is_made_once():
    made = []
    shelf = Shelf()

    def make():
        made.append(1)
        return b"x"

    assert shelf.find_or_make("a", make) is shelf.find_or_make("a", make)
    assert made == [1]


def test_the_shelf_is_bounded_by_bytes():
    shelf = Shelf(max_bytes=100)
    for number in range(50):
        shelf.find_or_make(number, lambda: b"x" * 10)
    assert len(shelf._kept) == 10
    assert shelf._bytes == 100


def test_what_is_larger_than_half_the_shelf_is_made_anew():
    shelf = Shelf(max_bytes=100)
    assert shelf.find_or_make("a", lambda: b"x" * 60) == b"x" * 60
    assert len(shelf._kept) == 0
