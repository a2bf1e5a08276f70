"""Asking before words are posted that may let somebody be recognised: it asks once, and never blocks."""

import logging
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.models import Community
from discussions import pausing
from discussions.management.commands import pause_recall
from discussions.measuring_pauses import measure
from discussions.models import Post
from discussions.pausing import Finding, Kind, find
from discussions.pausing_examples import NOT_ASKED, examples
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import make_member, make_thread
from tests.discussions.pages import address, signed_in, words

#: What each kind must at least reach on the invented sentences, in percent.
FLOORS = dict.fromkeys(Kind, 95) | {Kind.NAME: 80}
NAMING = "The victim is Amina Kellerby, of 14 Mill Lane."


# --- What is found ------------------------------------------------------------------------


def test_the_invented_sentences_are_found_as_often_as_promised():
    scores = measure(examples())

    assert {
        kind: round(score.recall * 100) >= FLOORS[kind] for kind, score in scores.items()
    } == dict.fromkeys(Kind, True)
    assert sum(score.false_alarms for score in scores.values()) <= len(NOT_ASKED) // 15


def test_the_figures_are_printed(capsys):
    pause_recall.Command().handle()

    assert "a crime or case number" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("The victim, Seán O'Hara, left.", Kind.NAME, "Seán O'Hara"),
        ("Her name is Łucja and she is six.", Kind.NAME, "Łucja"),
        ("Ring 0161 496 0123 now", Kind.PHONE, "0161 496 0123"),
        ("near OX4 2HN", Kind.POSTCODE, "OX4 2HN"),
        ("crime no. CR/1234567/26", Kind.REFERENCE, "crime no. CR/1234567/26"),
        ("it was AB12 CDE", Kind.CAR, "AB12 CDE"),
    ],
)
def test_it_is_found_as_it_stands(text, kind, found):
    assert Finding(kind, found) in find(text)


def test_the_same_words_are_asked_about_once():
    assert len(find("Mrs Kellerby came. Mrs Kellerby left.")) == 1


@given(st.text(max_size=3000))
def test_no_text_breaks_it(text):
    find(text)


LONG = 20_000


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "Aa ",
        "a.",
        "a@a.",
        "0 ",
        "07",
        "1/",
        "victim ",
        "Mr ",
        "name is ",
        "AA11 ",
        "St ",
        "case ",
        "(",
        "Aa-",
        "at ",
    ],
)
def test_no_pattern_runs_away(piece):
    began = time.process_time()

    find(piece * (LONG // len(piece)))
    find(piece * (LONG // len(piece)) + "!")

    assert time.process_time() - began < 2


# --- Asking -------------------------------------------------------------------------------


@pytest.fixture
def thread(db):
    return make_thread(
        CommunityFactory(open=True, shows_help=True, holding="nothing"), title="How was it for you?"
    )


@pytest.fixture
def member(thread):
    return signed_in(make_member(thread.community))


def pressed(page) -> str:
    """Give the token of *Post it as it is*."""
    return page.text.partition('name="confirmed" value="')[2].partition('name="confirmed" value="')[2][:32]


def test_a_reply_that_names_somebody_is_asked_about_and_its_words_stay(thread, member):
    answer = member.post(address(thread, "reply/"), words(NAMING))

    assert answer.status_code == 422
    assert "“Amina Kellerby”: perhaps a name" in answer.text
    assert "“14 Mill Lane”: perhaps an address" in answer.text
    assert NAMING in answer.text
    assert thread.posts.count() == 1


def test_it_is_posted_as_it_is_once_its_author_says_so(thread, member):
    form = words(NAMING)
    asked = member.post(address(thread, "reply/"), form)

    answer = member.post(address(thread, "reply/"), form | {"confirmed": pressed(asked)})

    assert answer.status_code == 302
    assert thread.posts.count() == 2


def test_other_words_with_the_same_names_are_not_asked_about_again(thread, member):
    token = pausing.Pause(tuple(find(NAMING))).token

    member.post(address(thread, "reply/"), words(f"{NAMING} And that is all.", confirmed=token))

    assert thread.posts.count() == 2


def test_another_name_is_asked_about_anew(thread, member):
    token = pausing.Pause(tuple(find(NAMING))).token

    answer = member.post(address(thread, "reply/"), words(f"{NAMING} Mrs Okonjo saw it.", confirmed=token))

    assert answer.status_code == 422
    assert thread.posts.count() == 1


def test_a_page_that_posts_by_script_is_told_what_was_found(thread, member):
    form = words(NAMING)

    answer = member.post(address(thread, "reply/"), form, headers={"Accept": "application/json"})

    assert answer.status_code == 422
    pause = answer.json()["pause"]
    assert "“Amina Kellerby”: perhaps a name" in pause["found"]
    again = member.post(
        address(thread, "reply/"),
        form | {"confirmed": pause["token"]},
        headers={"Accept": "application/json"},
    )
    assert again.status_code == 201


def test_words_that_name_nobody_are_posted_at_once(thread, member):
    assert member.post(address(thread, "reply/"), words("We tried that.")).status_code == 302


def test_a_new_conversation_is_asked_about_its_title_too(thread, member):
    form = words("Hello all.", title="What happened to Mrs Okonjo", kind="question")
    start = f"{thread.community.get_absolute_url()}threads/start/"

    asked = member.post(start, form)
    assert asked.status_code == 422
    assert "“Mrs Okonjo”" in asked.text

    assert member.post(start, form | {"confirmed": pressed(asked)}).status_code == 302


def test_an_edit_is_asked_about(thread):
    author = signed_in(thread.author)
    edit = address(thread, "posts/1/edit/")

    asked = author.post(edit, words(NAMING))
    assert asked.status_code == 422

    assert author.post(edit, words(NAMING, confirmed=pressed(asked))).status_code == 302
    assert "Kellerby" in Post.objects.get(thread=thread).body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("traits", "usual"),
    [
        ({"open": True}, False),
        ({"private": True}, False),
        ({"open": True, "shows_help": True}, True),
        ({"members": True, "is_chatham_house": True}, True),
        ({"confidential": True}, True),
    ],
)
def test_whether_it_asks_depends_on_the_room(traits, usual):
    community = CommunityFactory(**traits)

    assert community.asks_before_names == usual
    community.names_are_asked_about = "off" if usual else "on"
    assert community.asks_before_names != usual


def test_where_a_room_does_not_want_it_nobody_is_asked(thread, member):
    Community.objects.update(names_are_asked_about="off")

    assert member.post(address(thread, "reply/"), words(NAMING)).status_code == 302


def test_what_was_found_is_not_logged(thread, member, caplog):
    caplog.set_level(logging.DEBUG)

    member.post(address(thread, "reply/"), words(NAMING))

    assert "Kellerby" not in caplog.text
