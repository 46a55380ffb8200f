"""A cut says who gets too little, and how much there is."""

from speeddating.solve.flow.cut import SINK, SOURCE, Network


def network(*arcs: tuple[str, str, int]) -> Network:
    found = Network()
    for arc in arcs:
        found.add(*arc)
    return found


def test_where_all_arrives_nothing_is_held_back() -> None:
    assert network((SOURCE, "a", 2), ("a", SINK, 2)).cut() == (set(), 0)
    assert Network().cut() == (set(), 0)


def test_those_who_share_too_little_are_held_back_and_nobody_else() -> None:
    found = network(
        (SOURCE, "a", 1),
        (SOURCE, "b", 1),
        (SOURCE, "c", 1),
        ("a", "one", 1),
        ("b", "one", 1),
        ("c", "two", 1),
        ("one", SINK, 1),
        ("two", SINK, 1),
    )
    assert found.cut() == ({"a", "b", "one"}, 1)


def test_who_has_nowhere_to_go_is_held_back() -> None:
    assert network((SOURCE, "a", 1), ("b", SINK, 1)).cut() == ({"a"}, 0)
