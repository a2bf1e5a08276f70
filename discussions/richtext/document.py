"""What a Post can say: paragraphs, lists and quotations made of words, breaks, two marks, links and mentions.

Everything that is read ends here and everything that is written starts here, so there is one
normal form. `Paragraph`s hold a flat row of `Run`s; nesting of tags is worked out when writing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from itertools import groupby

import nh3

#: Quotes inside quotes, and lists inside lists, deeper than this are written at this depth.
MAX_DEPTH = 4
MAX_HREF_CHARACTERS = 2_000
#: "@" and the longest name there is, an Organisation's, with room to spare.
MAX_MENTION_CHARACTERS = 160
ALLOWED_SCHEMES = {"http", "https", "mailto"}

STRONG, EM = "strong", "em"

#: A web address in running text; `trim_address` takes off the full stop that ends its sentence.
ADDRESS = re.compile(r"(?<!\w)https?://[^\s<>\"\\\[\]`^{|}\u200b]{2,}", re.IGNORECASE)
# Control characters, zero-width space, soft hyphen, byte-order mark, and the marks that turn the
# direction of text. Joiners stay: emoji and several scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_HREF_UNSAFE = re.compile(r"[\s<>\"'\\\[\]`^{|}()*]")
_ENTITY_END = re.compile(r"(&#?\w+);")


class TooLong(ValueError):  # noqa: N818  named for what is wrong, as our refusals are
    """There is more of it than a Post may hold. Its words are for the person who wrote it."""


@dataclass(frozen=True)
class Run:
    """Words in a row that look alike. A `\\n` among them is a line break."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    #: "user:7" or "organisation:3", when the words are "@" and a name.
    mention: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class ListBlock:
    is_ordered: bool
    items: list[list[Block]] = field(default_factory=list)


@dataclass
class Quote:
    blocks: list[Block] = field(default_factory=list)


Block = Paragraph | ListBlock | Quote


@dataclass
class Document:
    blocks: list[Block] = field(default_factory=list)

    @property
    def character_count(self) -> int:
        return sum(len(paragraph.text) for paragraph in paragraphs_in(self.blocks))

    def to_html(self) -> str:
        return _blocks_to_html(self.blocks)


def paragraphs_in(blocks: list[Block]) -> Iterator[Paragraph]:
    """Walk through all the paragraphs, however deep."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Quote):
            yield from paragraphs_in(block.blocks)
        else:
            for item in block.items:
                yield from paragraphs_in(item)


# Normal form


def tidy_blocks(blocks: list[Block]) -> list[Block]:
    """Drop what is empty and join lists that follow one another."""
    tidy: list[Block] = []
    for block in blocks:
        if isinstance(block, Quote):
            block = Quote(tidy_blocks(block.blocks))
            if not block.blocks:
                continue
        elif isinstance(block, ListBlock):
            block = ListBlock(block.is_ordered, [item for raw in block.items if (item := tidy_blocks(raw))])
            if not block.items:
                continue
            before = tidy[-1] if tidy else None
            if isinstance(before, ListBlock) and before.is_ordered == block.is_ordered:
                before.items.extend(block.items)
                continue
        tidy.append(block)
    return tidy


def tidy_text(text: str) -> str:
    """Take out what nobody can see and make all white space plain spaces. A break is not text."""
    return re.sub(r"\s+", " ", _UNSEEN.sub("", text))


def tidy_paragraphs(runs: list[Run]) -> list[Paragraph]:
    """Make Paragraphs of raw Runs: two breaks in a row part them, white space is single.

    White space carries a mark only between two words that carry it, so marks begin and end on words.
    """
    words = [word for run in _join([run for run in runs if run.text]) for word in _words(run)]
    paragraphs: list[list[Run]] = [[]]
    gap = ""
    for word in words:
        if word.text.isspace():
            gap += word.text
            continue
        line = paragraphs[-1]
        if gap.count("\n") > 1 and line:
            paragraphs.append([word])
        elif gap and line:
            marks = line[-1].marks & word.marks
            href = word.href if word.href == line[-1].href else ""
            line += [Run("\n" if "\n" in gap else " ", marks, href), word]
        else:
            line.append(word)
        gap = ""
    return [Paragraph(tuple(_join(line))) for line in paragraphs if line]


def _join(runs: list[Run]) -> list[Run]:
    return [
        Run("".join(run.text for run in alike), *look)
        for look, alike in groupby(runs, key=lambda run: (run.marks, run.href, run.mention))
    ]


def _words(run: Run) -> Iterator[Run]:
    if run.mention:
        yield from _mentioned(run)
        return
    for text in re.findall(r"\s+|\S+", run.text):
        if run.href or "://" not in text:
            yield replace(run, text=text)
        else:
            yield from _linked(replace(run, text=text))


def _mentioned(run: Run) -> Iterator[Run]:
    """Make one word of a name, the white space around it left outside. What is no name becomes words."""
    name = " ".join(run.text.split())
    if not name.startswith("@") or not 2 <= len(name) <= MAX_MENTION_CHARACTERS:
        yield from _words(replace(run, mention=""))
        return
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    for text, mention in ((before, ""), (name, run.mention), (after, "")):
        if text:
            yield replace(run, text=text, mention=mention)


def _linked(word: Run) -> Iterator[Run]:
    """Make links of the web addresses in a word."""
    done = 0
    for match in ADDRESS.finditer(word.text):
        address = trim_address(match[0])
        if href := safe_href(address):
            if before := word.text[done : match.start()]:
                yield replace(word, text=before)
            yield replace(word, text=address, href=href)
            done = match.start() + len(address)
    if rest := word.text[done:]:
        yield replace(word, text=rest)


def trim_address(address: str) -> str:
    """Leave out the punctuation of the sentence around an address, and an unmatched bracket.

    One that is too long to be a link is left alone: counting brackets again and again is not free.
    """
    while address and len(address) <= MAX_HREF_CHARACTERS:
        if address[-1] in ".,;:!?'*_~…\u2019\u201d" or (
            address[-1] == ")" and address.count(")") > address.count("(")
        ):
            address = address[:-1]
        else:
            break
    return address


@lru_cache(maxsize=1_000)
def safe_href(href: str) -> str:
    """Give the address in its normal form, or nothing when a Post may not link to it.

    Whole http, https and mailto addresses only; nh3 is the judge of what an address is.
    """
    href = re.sub(r"[\t\r\n]", "", _UNSEEN.sub("", href)).strip()
    match = re.match(r"(https?://|mailto:)([^/?#]*)", href, re.IGNORECASE)
    if not match or not match[2] or (match[1].endswith("/") and "@" in match[2]):  # someone.gov.uk@elsewhere
        return ""
    href = _HREF_UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), href)
    href = _ENTITY_END.sub(r"\1%3B", href)
    if len(href) > MAX_HREF_CHARACTERS:
        return ""
    judged = nh3.clean(f'<a href="{escape(href)}">x</a>', url_schemes=ALLOWED_SCHEMES, url_relative="deny")
    return href if " href=" in judged else ""


# Writing


def _blocks_to_html(blocks: list[Block]) -> str:
    return "".join(_block_to_html(block) for block in blocks)


def _block_to_html(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{nest(block.runs, _run_to_html, _wrap_html, _link_html)}</p>"
    if isinstance(block, Quote):
        return f"<blockquote>{_blocks_to_html(block.blocks)}</blockquote>"
    tag = "ol" if block.is_ordered else "ul"
    items = "".join(f"<li>{_blocks_to_html(item)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _run_to_html(run: Run) -> str:
    words = escape(run.text, quote=False).replace("\n", "<br>")
    if not run.mention:
        return words
    kind, _, number = run.mention.partition(":")
    return f'<span class="mention" data-{kind}="{number}">{words}</span>'


def _wrap_html(mark: str, inner: str) -> str:
    return f"<{mark}>{inner}</{mark}>"


def _link_html(href: str, text: str, inner: str) -> str:
    return f'<a href="{escape(href)}">{inner}</a>'


def nest(
    runs: tuple[Run, ...],
    write: Callable[[Run], str],
    wrap: Callable[[str, str], str],
    link: Callable[[str, str, str], str],
) -> str:
    """Write a row of Runs as nested marks, the longest stretch outermost and links innermost."""

    def linked(href: str, group: list[Run]) -> tuple[frozenset[str], str]:
        shared = frozenset.intersection(*(run.marks for run in group))
        text = "".join(run.text for run in group)
        return shared, link(href, text, marked([(run.marks - shared, write(run)) for run in group]))

    def marked(pieces: list[tuple[frozenset[str], str]]) -> str:
        out, start = [], 0
        while start < len(pieces):
            marks, text = pieces[start]
            if not marks:
                out.append(text)
                start += 1
                continue
            ends = {mark: _end_of(mark, pieces, start) for mark in sorted(marks, reverse=True)}
            mark = max(ends, key=ends.__getitem__)
            inner = [(marks - {mark}, text) for marks, text in pieces[start : ends[mark]]]
            out.append(wrap(mark, marked(inner)))
            start = ends[mark]
        return "".join(out)

    pieces: list[tuple[frozenset[str], str]] = []
    for href, alike in groupby(runs, key=lambda run: run.href):
        group = list(alike)
        pieces += [linked(href, group)] if href else [(run.marks, write(run)) for run in group]
    return marked(pieces)


def _end_of(mark: str, pieces: list[tuple[frozenset[str], str]], start: int) -> int:
    end = start
    while end < len(pieces) and mark in pieces[end][0]:
        end += 1
    return end
