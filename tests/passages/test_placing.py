"""Runs of words, found again after an edit."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passages.placing import Spot, place_again, spot_of
from passages.trial import try_edits

TEXT = "Mix the teams on the first day. Nobody remembers a team that was mixed later."
WORDS = tuple(TEXT.split())


def spot(words: str, text: str = TEXT, block: str = "a") -> Spot:
    found = spot_of(block, text, words)
    assert found
    return found


def placed(before: Spot, **paragraphs: str) -> tuple[str, str] | None:
    found = place_again(before, {block: tuple(text.split()) for block, text in paragraphs.items()})
    return (found.block, found.quotation) if found else None


@pytest.mark.parametrize(
    ("chosen", "held"),
    [
        ("the teams on", "the teams on"),
        ("ams on the fi", "teams on the first"),
        ("the\n  teams\ton", "the teams on"),
        ("theteams", "the teams"),
        (TEXT, TEXT),
    ],
)
def test_what_is_chosen_is_widened_to_whole_words_whatever_its_spaces(chosen, held):
    assert spot(chosen).quotation == held


@pytest.mark.parametrize("chosen", ["", "   ", "the players", TEXT + " More."])
def test_what_is_not_there_is_not_held(chosen):
    assert spot_of("a", TEXT, chosen) is None


def test_it_stays_where_nothing_changed():
    assert placed(spot("first day."), a=TEXT, b=TEXT) == ("a", "first day.")


@pytest.mark.parametrize(
    ("edited", "words"),
    [
        ("Do " + TEXT, "on the first day."),
        (TEXT.replace("first day", "first evening"), "on the first evening."),
        (TEXT.replace("Mix the teams", "Put people in teams"), "on the first day."),
        (
            TEXT.replace("on the first day", "on the very first training day"),
            "on the very first training day.",
        ),
    ],
)
def test_it_follows_an_edit_of_its_own_paragraph(edited, words):
    assert placed(spot("on the first day."), a=edited) == ("a", words)


def test_it_goes_with_its_paragraph_under_another_id():
    assert placed(spot("the first day."), b="Something else stands here.", c=TEXT) == ("c", "the first day.")


def test_it_goes_to_the_half_of_a_split_paragraph_that_has_its_words():
    halves = {"a": "Mix the teams on the first day.", "b": "Nobody remembers a team that was mixed later."}

    assert placed(spot("a team that was mixed"), **halves) == ("b", "a team that was mixed")


def test_it_is_found_where_two_paragraphs_became_one():
    assert placed(spot("the first day."), z="Begin early. " + TEXT) == ("z", "the first day.")


def test_the_same_few_words_elsewhere_are_not_it():
    other = "We met on the first day. Then we had tea and went home to our families."

    assert placed(spot("the first day."), a="Wholly other advice stands in this place.", b=other) is None


def test_of_two_paragraphs_alike_its_own_is_taken():
    assert placed(spot("the first day."), b=TEXT + " So they say.", a=TEXT + " Always.") == (
        "a",
        "the first day.",
    )


def test_it_is_gone_with_its_words():
    assert placed(spot("Nobody remembers a team"), a="Mix the teams on the first day.") is None


@given(
    first=st.integers(0, len(WORDS) - 1),
    count=st.integers(1, len(WORDS)),
    paragraphs=st.dictionaries(
        st.sampled_from("abcdef"), st.lists(st.sampled_from(WORDS), max_size=30), max_size=6
    ),
)
def test_whatever_a_page_holds_a_place_is_a_run_of_it(first, count, paragraphs):
    before = Spot("a", WORDS, first, min(count, len(WORDS) - first))

    found = place_again(before, {block: tuple(words) for block, words in paragraphs.items()})

    assert found is None or (
        found.words == tuple(paragraphs[found.block]) and found.count == len(found.run) > 0
    )


def test_two_hundred_random_edits_put_nothing_on_the_wrong_words():
    became: Counter[str] = sum((try_edits(seed) for seed in range(5)), Counter())

    assert became.total() > 5 * 200 * 20
    assert became["wrong"] == 0
    assert became["placed again"] > became["earlier version"]
    assert became["could have stayed"] < became["earlier version"] / 10
