"""Who holds all the words of whom, against comparing every two."""

from hypothesis import given
from hypothesis import strategies as st

from speeddating.domain.wordings import Wordings

WORDS = st.frozensets(st.sampled_from("abcdef"), max_size=4)


@given(st.lists(WORDS, max_size=12), WORDS)
def test_whatever_holds_all_words_of_the_other_is_found(
    texts: list[frozenset[str]], asked: frozenset[str]
) -> None:
    expected = [
        at for at, words in enumerate(texts) if words and (words <= asked or asked <= words)
    ]
    assert Wordings(texts).nested(asked) == (expected if asked else [])
