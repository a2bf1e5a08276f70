"""Plain text with a few marks: what people type, and edit, where there is no editor.

A blank line makes a paragraph, `-` and `1.` lists, `>` a quotation, `**` bold, `*` italic,
`[words](address)` a link, `@[Name](person:7)` a mention. Everything else is read as it stands.
markdown-it does the reading, with the rules below made narrower, so that ordinary sentences are not
taken for marks.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as emphasis
from markdown_it.rules_inline.link import link

from discussions.richtext.document import (
    ADDRESS,
    STRONG,
    Block,
    Document,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    nest,
    safe_href,
    trim_address,
)
from discussions.richtext.paste import read_html

#: Boxes inside boxes beyond this are read as words; a Document is never this deep.
_MAX_LEVEL = 20
#: Nobody sees a zero-width space, and reading drops it. Beside a mark it stands for a letter.
_FENCE = "\u200b"
_LINE_START = re.compile(r"^([-+>]|\d{1,9}(?=[.)]))", re.MULTILINE)
_SCHEME = re.compile(r"https?\Z", re.IGNORECASE)
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\[\[\]]|\\(?![\[\]]))++\]\(")
_NUMBER = re.compile(r"\d{1,9}")
_MENTION = re.compile(
    r"@\[(?P<name>(?:[^\[\]\\\n]|\\[\[\]\\])++)\]\((?P<kind>person|organisation):(?P<number>[1-9]\d{0,8})\)"
)
#: What a mark calls the kinds of mention.
_KINDS = {"person": "user", "organisation": "organisation"}


class _Marks(MarkdownIt):
    """markdown-it that leaves the judging of addresses to `safe_href`: a refused one stays words."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  its name in markdown-it
        return bool(safe_href(url))

    def normalizeLink(self, url: str) -> str:  # noqa: N802  its name in markdown-it
        return safe_href(url)


def _narrow_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Begin a numbered list at 1 only: "2019. A hard year" is a sentence, and `ol` has no start here."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    number = _NUMBER.match(state.src, start)
    if state.level > _MAX_LEVEL or (not silent and number and int(number[0]) != 1):
        return False
    return list_block(state, start_line, end_line, silent)


def _narrow_quote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    return state.level <= _MAX_LEVEL and blockquote(state, start_line, end_line, silent)


def _narrow_emphasis(state: StateInline, silent: bool) -> bool:
    """Only `*` is a mark: names of files have `_` in them."""
    return state.src[state.pos] == "*" and emphasis(state, silent)


def _narrow_link(state: StateInline, silent: bool) -> bool:
    """Look for a link only where its words end before another bracket: a row of `[` costs nothing."""
    return bool(_LABEL.match(state.src, state.pos)) and link(state, silent)


def _narrow_escape(state: StateInline, silent: bool) -> bool:
    r"""Read `\` as an escape only before a mark it could undo: `\\server\share` is a folder."""
    here, source = state.pos, state.src
    if source[here] != "\\" or here + 1 >= state.posMax:
        return False
    following, line = source[here + 1], source[source.rfind("\n", 0, here) + 1 : here][:10]
    undone = (
        following in "*[]"
        or (following in "-+>" and not line)
        or (following in ".)" and bool(_NUMBER.fullmatch(line)))
    )
    if not undone:
        return False
    if not silent:
        state.pending += following
    state.pos += 2
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Read a web address as one word, whatever marks it seems to hold. It is seen at its colon."""
    here = state.pos
    if not state.src.startswith("://", here):
        return False
    scheme = _SCHEME.search(state.src, max(0, here - 5), here)
    found = scheme and ADDRESS.match(state.src, scheme.start(), state.posMax)
    if not scheme or not found:
        return False
    address = trim_address(found[0])
    if len(address) <= len(scheme[0]) + 3:
        return False
    if not silent:
        state.pending += address[len(scheme[0]) :]
    state.pos = scheme.start() + len(address)
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    """Read `@[Name](person:7)`: a mention that says exactly whom it means."""
    found = _MENTION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        opening = state.push("mention_open", "span", 1)
        opening.attrs = {"class": "mention", f"data-{_KINDS[found['kind']]}": found["number"]}
        state.push("text", "", 0).content = "@" + re.sub(r"\\(.)", r"\1", found["name"])
        state.push("mention_close", "span", -1)
    state.pos = found.end()
    return True


_PARSER = _Marks("zero", {"breaks": True, "maxNesting": 4 * _MAX_LEVEL})
_PARSER.enable(["list", "blockquote", "newline", "escape", "emphasis", "link"])
_PARSER.block.ruler.at("list", _narrow_list, {"alt": ["paragraph", "blockquote"]})
_PARSER.block.ruler.at("blockquote", _narrow_quote, {"alt": ["paragraph", "blockquote", "list"]})
_PARSER.inline.ruler.at("emphasis", _narrow_emphasis)
_PARSER.inline.ruler.at("link", _narrow_link)
_PARSER.inline.ruler.at("escape", _narrow_escape)
_PARSER.inline.ruler.before("escape", "address", _address)
_PARSER.inline.ruler.before("escape", "mention", _mention)


def read_marks(text: str) -> Document:
    """Read text with marks. Its size is the caller's to check."""
    return read_html(_PARSER.render(text))


def write_marks(document: Document) -> str:
    """Write a Document so that `read_marks` gives the same one."""
    return _blocks_to_text(document.blocks)


def _blocks_to_text(blocks: list[Block]) -> str:
    return "\n\n".join(_block_to_text(block) for block in blocks)


def _block_to_text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph_to_text(block)
    if isinstance(block, Quote):
        return _prefixed(_blocks_to_text(block.blocks), "> ", "> ")
    items = []
    for number, item in enumerate(block.items, start=1):
        marker = f"{number}. " if block.is_ordered else "- "
        items.append(_prefixed(_item_to_text(item), marker, " " * len(marker)))
    return "\n".join(items)


def _item_to_text(item: list[Block]) -> str:
    if len(item) == 2 and isinstance(item[0], Paragraph) and isinstance(item[1], ListBlock):
        return f"{_block_to_text(item[0])}\n{_block_to_text(item[1])}"
    return _blocks_to_text(item)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = [f"{rest}{line}".rstrip() for line in text.split("\n")]
    return "\n".join([first + text.split("\n", 1)[0], *lines[1:]])


def _paragraph_to_text(paragraph: Paragraph) -> str:
    """Write it as a person would; only if that reads differently, with escapes, and then with fences."""
    text = ""
    for writer in (_Writer(), _Writer(escapes=True), _Writer(escapes=True, fences=True)):
        text = writer.write(paragraph.runs)
        if read_marks(text).blocks == [paragraph]:
            break
    return text


class _Writer:
    def __init__(self, *, escapes: bool = False, fences: bool = False) -> None:
        self.escapes = escapes
        self.fence = _FENCE if fences else ""

    def write(self, runs: tuple[Run, ...]) -> str:
        text = nest(runs, self._run, self._wrap, self._link)
        if self.fence:
            return re.sub("^", self.fence, text, flags=re.MULTILINE)
        return _LINE_START.sub(self._escaped_start, text) if self.escapes else text

    def _run(self, run: Run) -> str:
        if run.mention:
            kind, _, number = run.mention.partition(":")
            name = re.sub(r"([\[\]\\])", r"\\\1", run.text[1:])
            return f"@[{name}]({'person' if kind == 'user' else kind}:{number})"
        return re.sub(r"([*\[\]])", r"\\\1", run.text) if self.escapes else run.text

    def _wrap(self, mark: str, inner: str) -> str:
        # White space steps out of a mark; reading puts it back between two marked words.
        words = inner.strip(" \n")
        before, after = inner[: inner.index(words)], inner[inner.index(words) + len(words) :]
        sign = self.fence + ("**" if mark == STRONG else "*") + self.fence
        return f"{before}{sign}{words}{sign}{after}"

    def _link(self, href: str, text: str, inner: str) -> str:
        if (
            not self.fence
            and href == safe_href(text)
            and trim_address(text) == text
            and ADDRESS.fullmatch(text)
        ):
            return text
        return f"{self.fence}[{inner}{self.fence}]({href})"

    @staticmethod
    def _escaped_start(match: re.Match[str]) -> str:
        return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
