"""What people type and paste becomes a few safe tags, and comes back as they wrote it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from discussions import richtext
from discussions.richtext import clean, excerpt, from_plain_text, is_blank, to_plain_text
from tests.discussions.hostile import GOOGLE_DOCS, HOSTILE, HOSTILE_MARKS, OUTLOOK, OUTLOOK_MAIL, WORD

ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "span"}
REL = "nofollow ugc noopener"


class Inspector(HTMLParser):
    """Collects whatever a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        allowed = {"a": {"href", "rel"}, "span": {"class", "data-user", "data-organisation"}}.get(tag, set())
        if tag not in ALLOWED or {name for name, _ in attrs} - allowed:
            self.faults.append(self.get_starttag_text())
        given_attrs = dict(attrs)
        if tag == "a" and not re.match(r"(https?://|mailto:)", given_attrs.get("href", ""), re.IGNORECASE):
            self.faults.append(self.get_starttag_text())
        if tag == "a" and given_attrs.get("rel") != REL:
            self.faults.append(self.get_starttag_text())
        if tag == "span" and not re.fullmatch(
            r'<span class="mention" data-(user|organisation)="[1-9]\d{0,8}">', self.get_starttag_text()
        ):
            self.faults.append(self.get_starttag_text())

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl):
        self.faults.append(f"declaration {decl}")


def faults(html: str) -> list[str]:
    return Inspector(html).faults


# Hostile markup


@pytest.mark.parametrize("markup", HOSTILE)
def test_clean_leaves_nothing_that_a_browser_would_act_on(markup):
    assert faults(clean(markup)) == []
    assert faults(clean(f"<p>before {markup} after</p>")) == []


@pytest.mark.parametrize("markup", HOSTILE)
def test_cleaning_hostile_markup_twice_changes_nothing(markup):
    once = clean(markup)

    assert clean(once) == once


@pytest.mark.parametrize("text", HOSTILE + HOSTILE_MARKS)
def test_plain_text_carries_no_markup_of_its_own(text):
    assert faults(from_plain_text(text)) == []


@pytest.mark.parametrize("text", [mark for mark in HOSTILE_MARKS if "ok.example" not in mark])
def test_plain_text_with_a_refused_address_has_no_link(text):
    assert "<a href" not in from_plain_text(text).replace('<a href="https://evil.example/pixel.gif"', "")


def test_clean_keeps_the_words_of_a_refused_link():
    assert clean("<a href='javascript:alert(1)'>our notes</a>") == "<p>our notes</p>"


def test_clean_forgets_what_nobody_can_see():
    assert clean("<p>a\u202eb\u200bc\x00d</p>") == "<p>abcd</p>"


# Ceilings. Sizes, not seconds: each of these costs an HTML5 parser seconds or minutes.

BOMBS = {
    "formatting left open": "".join(f"<b id={i}><p>" for i in range(6000)),
    "boxes": "<div>" * 20_000,
    "quotations": "<blockquote>" * 8_000 + "x",
    "lists": "<ul><li>" * 12_000 + "x",
    "headings": "<h1>" * 24_000 + "x",
    "quotes in a tag": '<a "' * 25_000,
    "comments": "<!--" * 25_000,
    "brackets after an address": "https://a.example" + ")" * 19_000,
    "spaces in a tag": "<a href" + " " * 99_000,
    "ends of nothing": "<b>" * 100 + "</i>" * 24_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_clean_takes_one_step_for_each_tag(bomb):
    cleaned = clean(bomb)

    assert len(cleaned) < 25_000
    assert clean(cleaned) == cleaned


MARK_BOMBS = {
    "brackets": "[" * 20_000,
    "images": "![[" * 6_000,
    "stars": "*a**b" * 4_000,
    "quotations": ">" * 20_000,
    "lists": "- " * 10_000,
    "links": "[a](" * 5_000,
}


@pytest.mark.parametrize("bomb", MARK_BOMBS.values(), ids=MARK_BOMBS.keys())
def test_marks_cannot_nest_without_end(bomb):
    assert faults(from_plain_text(bomb)) == []


def test_clean_refuses_more_bytes_than_it_would_look_at():
    with pytest.raises(richtext.TooLong):
        clean("<p></p>" * 20_000)


def test_clean_counts_words_and_not_tags():
    assert clean(f"<p><strong>{'x' * richtext.MAX_POST_CHARACTERS}</strong></p>")
    with pytest.raises(richtext.TooLong, match="20,001 characters"):
        clean(f"<p>{'x' * (richtext.MAX_POST_CHARACTERS + 1)}</p>")


def test_from_plain_text_refuses_what_is_too_long_to_read():
    with pytest.raises(richtext.TooLong):
        from_plain_text("x" * (richtext.MAX_PLAIN_CHARACTERS + 1))


def test_quotations_deeper_than_four_are_written_at_four():
    cleaned = clean("<blockquote>" * 9 + "deep")

    assert cleaned.count("<blockquote>") == 4
    assert "deep" in cleaned


# Normal form


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<b>a</b> <i>b</i>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>Title</h1><div>words</div>", "<p><strong>Title</strong></p><p>words</p>"),
        ("a<br><br>b<br>c", "<p>a</p><p>b<br>c</p>"),
        ("<p></p><p>&nbsp;&nbsp;</p><p><br></p>x", "<p>x</p>"),
        ("<p>two&nbsp;&nbsp; spaces </p>", "<p>two spaces</p>"),
        ("<p><strong>bold </strong>word</p>", "<p><strong>bold</strong> word</p>"),
        ("<ul><li>a</ul><ul><li>b</ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ul><li></li></ul><blockquote> </blockquote>", ""),
        ("<li>stray", "<ul><li><p>stray</p></li></ul>"),
        ("<b>one<p>two</b>three", "<p><strong>one</strong></p><p><strong>two</strong>three</p>"),
        ("5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a | b</p>"),
    ],
)
def test_clean_writes_one_normal_form(written, expected):
    assert clean(written) == expected


def test_clean_makes_links_of_addresses_and_leaves_the_full_stop():
    assert clean("see https://a.example/b_(c).") == (
        f'<p>see <a href="https://a.example/b_%28c%29" rel="{REL}">https://a.example/b_(c)</a>.</p>'
    )


def test_clean_keeps_mail_addresses():
    assert f'<a href="mailto:sam@club.example" rel="{REL}">' in clean(
        "<a href='mailto:sam@club.example'>Sam</a>"
    )


# Paste


def test_word_keeps_its_structure_and_loses_its_mess():
    assert clean(WORD) == (
        "<p><strong>Lessons from the <em>first</em> year</strong></p>"
        "<p>We began in <strong>March</strong> with three wards.</p>"
        "<ul><li><p>Ask the mosque first</p><ul><li><p>then the club</p></li></ul></li>"
        "<li><p>Share the minutes</p></li></ul>"
        "<ol><li><p>Book the hall</p></li><li><p>Tell the police team</p></li></ol>"
    )


def test_outlook_keeps_links_lists_and_rows():
    assert clean(OUTLOOK) == (
        f'<p>Hi all,</p><p>The report is <a href="https://www.gov.uk/report?a=1&amp;b=2" rel="{REL}">here</a>.</p>'
        "<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>"
        "<p>Ward | Reports</p><p>North | 12</p>"
        "<p><strong>From:</strong> Sam<br><strong>Sent:</strong> 2 May</p>"
    )


def test_a_mail_from_outlook_keeps_its_rows_signature_and_what_it_answers():
    assert clean(OUTLOOK_MAIL) == (
        "<p>Dear all,</p><p><strong>Where</strong> | <strong>When</strong></p><p>The library | 3 March</p>"
        "<p>Bring a mug.</p><p><strong>Jo Penhale</strong><br>Community officer</p>"
        "<p><strong>From:</strong> Sam &lt;sam@a.example&gt;<br><strong>Sent:</strong> 2 March 2026 09:14"
        "<br><strong>Subject:</strong> Dates</p><p>Can you send the dates?</p>"
    )


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("<td><p>a</p><p>b</p></td><td>c</td>", "<p>a</p><p>b | c</p>"),
        ("<td>a<td><p>b</p>c", "<p>a | b</p><p>c</p>"),
        ("<td>a<div>b</div></td>", "<p>a</p><p>b</p>"),
        ("<td><div><p>a</p></div></td><td><div><p>b</p></div></td>", "<p>a | b</p>"),
        ("<td><table><tr><td>a<td>b</table><p>c</p><p>d</p></td>", "<p>a | b</p><p>c</p><p>d</p>"),
        ("<td><ul><li><p>a</p><p>b</p></ul></td>", "<ul><li><p>a</p><p>b</p></li></ul>"),
    ],
)
def test_a_row_is_a_line_unless_a_cell_holds_more(table, lines):
    assert clean(f"<table><tr>{table}</tr></table>") == lines


def test_google_docs_are_bold_where_they_look_bold():
    assert clean(GOOGLE_DOCS) == (
        "<p><strong>Bold</strong> <em>and slanted</em></p>"
        "<ul><li><p>first</p><ul><li><p>below it</p></li></ul></li><li><p>second</p></li></ul>"
    )


# Plain text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("- a\n- b\n  - c", "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>"),
        ("1. a\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        (
            "> **Sam** wrote:\n>\n> words",
            "<blockquote><p><strong>Sam</strong> wrote:</p><p>words</p></blockquote>",
        ),
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("# Not a heading", "<p># Not a heading</p>"),
        ("a_file_name and `code`", "<p>a_file_name and `code`</p>"),
        ("2019. A hard year", "<p>2019. A hard year</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        (r"\\server\share", r"<p>\\server\share</p>"),
        ("    four spaces", "<p>four spaces</p>"),
        ("a | b\n--|--\n1 | 2", "<p>a | b<br>--|--<br>1 | 2</p>"),
        ("AT&amp;T", "<p>AT&amp;amp;T</p>"),
        ("[no](javascript:x)", "<p>[no](javascript:x)</p>"),
    ],
)
def test_from_plain_text_reads_a_few_marks_and_nothing_else(typed, expected):
    assert from_plain_text(typed) == expected


def test_from_plain_text_reads_both_kinds_of_link():
    assert from_plain_text("[the guide](https://a.example/x) https://b.example/y*z*.") == (
        f'<p><a href="https://a.example/x" rel="{REL}">the guide</a> '
        f'<a href="https://b.example/y%2Az" rel="{REL}">https://b.example/y*z</a>*.</p>'
    )


def test_to_plain_text_writes_as_a_person_would():
    html = clean(
        "<p>Dear <b>all</b>,</p><ol><li>one<ul><li>inner</ul><li>two</ol><blockquote>said</blockquote>"
    )

    assert to_plain_text(html) == "Dear **all**,\n\n1. one\n   - inner\n2. two\n\n> said"


def test_to_plain_text_escapes_only_where_it_would_be_read_as_a_mark():
    assert to_plain_text("<p>2 * 3, a [note]</p>") == "2 * 3, a [note]"
    assert to_plain_text("<p>a *star*</p>") == r"a \*star\*"
    assert to_plain_text("<p>- not a list</p>") == r"\- not a list"


# Properties

WORDS = st.text(
    st.sampled_from("abZ é*_[]()>-+.#`\\&<1|~!:/\u00a0\n"), min_size=1, max_size=12
) | st.sampled_from(
    [
        "https://a.example/x_y*z",
        "@",
        "@[",
        "](person:7)",
        "https://a.example",
        "1. ",
        "- ",
        "> ",
        "**",
        "*",
        "&amp;",
        "foo.",
        "bar",
    ]
)
MENTION = "span class='mention' data-user='7'"
INLINE = ["strong", "em", "b", "i", "span", MENTION, "a href='https://l.example/?a=1&amp;b;'"]


def wrapped(tags: list[str], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give some of the inner markup, one after another, in one of the tags."""

    def wrap(made: tuple[str, list[str]]) -> str:
        tag, parts = made
        inner = "".join(f"<li>{part}</li>" for part in parts) if tag in ("ul", "ol") else "".join(parts)
        return f"<{tag}>{inner}</{tag.split()[0]}>"

    return st.tuples(st.sampled_from(tags), st.lists(inside, min_size=1, max_size=3)).map(wrap)


# Two steps deep by hand: strategies that recurse inside others that do confuse hypothesis.
TYPED = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")) | st.just("<br>")
MARKED = TYPED | wrapped(INLINE, TYPED)
PARAGRAPHS = wrapped(["p"], MARKED | wrapped(INLINE, MARKED))
BOXES = PARAGRAPHS | wrapped(["ul", "ol", "blockquote"], PARAGRAPHS)
DOCUMENTS = st.lists(BOXES | wrapped(["ul", "ol", "blockquote"], BOXES), min_size=1, max_size=3).map("".join)
SOUP = st.lists(
    st.sampled_from(
        [*HOSTILE, "<p>", "</p>", "<ul>", "<li>", "</ul>", "<ol>", "</li>", "<b>", "</b>", "<i>", "</i>", "<br>",
         "<blockquote>", "</blockquote>", "<td>", "<h2>", "</h2>", "<a href='https://a.example'>", "</a>", "x", " ",
         "https://b.example/", "<p style='mso-list:l0 level3 lfo1'>", "<span style='mso-list:Ignore'>1.</span>",
         f"<{MENTION}>@", "<span class=mention data-organisation=3 onclick=x>@A b", "</span>"]
    ) | st.text(max_size=6),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=100)
@given(SOUP)
def test_cleaning_twice_changes_nothing_and_leaves_nothing(markup):
    once = clean(markup)

    assert clean(once) == once
    assert faults(once) == []


@settings(max_examples=100)
@given(DOCUMENTS)
@example("<p><strong>a<em>b</em></strong><em>c</em></p>")
@example("<p><strong>foo.</strong>bar</p>")
@example("<p><strong>a</strong>*<em>b</em></p>")
@example("<p>\\&gt;</p>")
@example("<p><a href='https://l.example'>\\</a></p>")
@example("<p><a href='https://l.example'>\\[</a></p>")
@example("<p>\\<strong>b</strong></p>")
def test_plain_text_gives_back_what_was_written(markup):
    html = clean(markup)

    assert from_plain_text(to_plain_text(html)) == html


@settings(max_examples=60)
@given(st.text(max_size=200) | st.lists(WORDS, max_size=20).map("".join))
def test_plain_text_is_stable_once_it_was_read(typed):
    html = from_plain_text(typed)

    assert clean(html) == html
    assert from_plain_text(to_plain_text(html)) == html


# Mentions

NADIA = '<span class="mention" data-user="7">@Nadia Rahim</span>'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"Dear {NADIA}, hello", f"<p>Dear {NADIA}, hello</p>"),
        ("<span data-user=7 class='mention' onclick=x>@Nadia&nbsp; Rahim</span>", f"<p>{NADIA}</p>"),
        (f"<a href='https://x.example'>{NADIA}</a>", f"<p>{NADIA}</p>"),
        ("<span class='mention' data-user=7> @Nadia<br>Rahim </span>x", f"<p>{NADIA} x</p>"),
        (f"<b>{NADIA}</b>", f"<p><strong>{NADIA}</strong></p>"),
    ],
)
def test_a_mention_has_one_form(typed, kept):
    assert clean(typed) == kept
    assert from_plain_text(to_plain_text(kept)) == kept


@pytest.mark.parametrize(
    "attributes",
    [
        "class='mention'",
        "data-user=7",
        "class='mention big' data-user=7",
        "class=mention data-user=0",
        "class=mention data-user='7\" onclick=\"alert(1)'",
        "class=mention data-user=7 data-organisation=7",
        "class=mention data-user=99999999999",
        "class=mention data-user=-1",
    ],
)
def test_a_span_that_is_no_mention_leaves_its_words(attributes):
    assert clean(f"<span {attributes}>@Nadia</span>") == "<p>@Nadia</p>"


@pytest.mark.parametrize("words", [*HOSTILE, "no at", "@", "@" + "x" * 200])
def test_hostile_markup_inside_a_mention_is_markup_still(words):
    cleaned = clean(f"<p>a <span class='mention' data-user='7'>{words}</span> b</p>")

    assert faults(cleaned) == []
    assert clean(cleaned) == cleaned


def test_a_mention_is_written_in_marks_with_its_number():
    assert to_plain_text(f"<p>Dear {NADIA}</p>") == "Dear @[Nadia Rahim](person:7)"
    assert (
        from_plain_text("@[Barrow [x\\] CIC](organisation:3)") == "<p>@[Barrow [x] CIC](organisation:3)</p>"
    )
    assert 'data-organisation="3">@Barrow [x]<' in from_plain_text("@[Barrow \\[x\\]](organisation:3)")


# Lists of threads


def test_excerpt_is_plain_words_on_one_line():
    html = clean("<p>One &amp; <b>two</b></p><ul><li>three<li>four</ul>a<br>b")

    assert excerpt(html, 80) == "One & two three four a b"


def test_excerpt_ends_at_a_word():
    assert excerpt("<p>one two three</p>", 9) == "one two…"
    assert excerpt("<p>one two three</p>", 13) == "one two three"
    assert excerpt("<p>onetwothree</p>", 5) == "onet…"


@pytest.mark.parametrize(
    "markup",
    ["", " ", "<p>&nbsp;</p>", "<ul><li><br></ul>", "<img src=x>", "\u200b\u3164", "<script>x</script>"],
)
def test_is_blank_when_nothing_is_said(markup):
    assert is_blank(markup)


@pytest.mark.parametrize("markup", ["x", "<p>.</p>", "<a href='javascript:x'>y</a>"])
def test_is_not_blank_when_something_is_said(markup):
    assert not is_blank(markup)


def test_bold_of_word_is_kept():
    words = "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Head</b></p>"

    assert richtext.clean(words) == "<p><strong>Head</strong></p>"


def test_nothing_over_the_ceiling_is_read_to_see_whether_it_says_something():
    with pytest.raises(richtext.TooLong):
        richtext.is_blank(" " * (richtext.MAX_INPUT_BYTES + 1))


def test_marks_that_become_more_html_than_a_post_may_hold_are_refused():
    marked = "**a**b" * 6600
    assert len(marked) < richtext.MAX_PLAIN_CHARACTERS

    with pytest.raises(richtext.TooLong, match="This is too long"):
        richtext.from_plain_text(marked)
