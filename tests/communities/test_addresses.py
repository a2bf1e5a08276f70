"""Addresses are found in whatever people have, and what is wrong is said line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.addresses import (
    BYTES_AT_MOST,
    LINES_AT_MOST,
    UnreadableFile,
    decode_list,
    read_addresses,
)


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.org, bob@example.org",
        "ann@example.org;bob@example.org",
        "ann@example.org bob@example.org",
        "ann@example.org\tbob@example.org",
        "ann@example.org\r\nbob@example.org\r\n",
        "Ann Able <ann@example.org>, Bob <BOB@example.org>",
        '"Able, Ann" <ann@example.org>; <bob@example.org>',
        "<ann@example.org><bob@example.org>",
        "mailto:ann@example.org (bob@example.org)",
        '"ann@example.org","bob@example.org"',
        "Name;E-mail\nAnn;ann@example.org\n;\n\nBob;bob@example.org",
        "e-mail\nann@example.org\nbob@example.org\nann@EXAMPLE.org",
    ],
)
def test_addresses_are_found_between_any_separators_and_beside_names(text):
    found = read_addresses(text)

    assert found.addresses == ["ann@example.org", "bob@example.org"]
    assert found.bad == []


def test_an_address_that_stands_twice_counts_once():
    assert read_addresses("ann@example.org\nANN@example.org").doubles == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ann Able", "There is no e-mail address in this line."),
        ("ann@", "This is not a whole e-mail address."),
        ("@example.org", "This is not a whole e-mail address."),
        ("ann@example", "This is not a whole e-mail address."),
        ("ann@@example.org", "This is not a whole e-mail address."),
        ("+ann@example.org", "This is not a whole e-mail address."),
        ("@SUM(A1:A9)", "This is not a whole e-mail address."),
        ('=HYPERLINK("mailto:ann@example.org")', "This is a formula, not an address."),
        ("=cmd|' /C calc'!A0", "This is a formula, not an address."),
        (f"{'a' * 250}@example.org", "This is not a whole e-mail address."),
    ],
)
def test_what_is_wrong_is_said_with_the_number_of_its_line(line, problem):
    found = read_addresses(f"bob@example.org\n{line}\neve@example.org")

    assert found.addresses == ["bob@example.org", "eve@example.org"]
    assert [(bad.number, bad.problem) for bad in found.bad] == [(2, problem)]


def test_the_words_of_a_header_are_no_problem_and_those_of_a_lone_line_are():
    assert read_addresses("Name;Address\nAnn;ann@example.org").bad == []
    assert read_addresses("Name;Address").bad[0].number == 1


def test_a_list_beyond_the_ceiling_is_cut_and_says_so():
    whole = read_addresses("\n".join(f"p{n}@example.org" for n in range(LINES_AT_MOST)))
    longer = read_addresses("\n".join(f"p{n}@example.org" for n in range(LINES_AT_MOST + 1)))

    assert (len(whole.addresses), whole.is_cut) == (LINES_AT_MOST, False)
    assert (len(longer.addresses), longer.is_cut) == (LINES_AT_MOST, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_file_is_read_in_whatever_a_spreadsheet_saves(encoding):
    text = decode_list("Name;E-mail\nZoë Müller;zoe@example.org\n".encode(encoding))

    assert "Zoë Müller" in text
    assert read_addresses(text).addresses == ["zoe@example.org"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04anything", "Save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Save it as CSV"),
        (b"a" * 100 + b"\0" * 10, "not a list"),
        (b"a" * (BYTES_AT_MOST + 1), "larger than 1 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data, words):
    with pytest.raises(UnreadableFile, match=words):
        decode_list(data)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data):
    try:
        found = read_addresses(decode_list(data))
    except UnreadableFile:
        return

    assert all(address == address.lower() and "@" in address for address in found.addresses)


@given(st.text(max_size=300))
def test_what_was_read_reads_the_same_once_more(text):
    found = read_addresses(text)

    again = read_addresses("\n".join(found.addresses))

    assert again.addresses == found.addresses
    assert (again.bad, again.doubles) == ([], 0)


@given(
    st.lists(st.from_regex(r"[a-z][a-z0-9]{0,8}@[a-z]{1,8}\.(org|uk)", fullmatch=True), unique=True),
    st.sampled_from([",", ";", " ", "\n", "\r\n", "\t", ", ", " ;\n"]),
    st.sampled_from(["{}", "<{}>", "Ann Able <{}>", '"{}"', " {} "]),
)
def test_whole_addresses_are_never_lost(addresses, separator, shape):
    assert read_addresses(separator.join(map(shape.format, addresses))).addresses == addresses
