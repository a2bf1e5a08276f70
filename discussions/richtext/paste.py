"""Reading HTML: from our editor, from Word, Outlook and Google Docs, and from people who mean harm.

A lexer and a stack, one step for each tag, because a ceiling on bytes is only a ceiling on time
when the work is linear. Each pattern below is written so that it cannot run away: what may repeat
is possessive, and no alternative can look past the next `<`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from discussions.richtext.document import (
    EM,
    MAX_DEPTH,
    STRONG,
    Block,
    Document,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    safe_href,
    tidy_blocks,
    tidy_paragraphs,
    tidy_text,
)


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


#: Elements whose content is not words.
_UNREAD = _names(
    "script style svg math template noscript iframe object embed applet head title xml noembed noframes "
    "xmp plaintext textarea select option button audio video canvas map frameset"
)
#: Elements that end the line before them and after them.
_BREAKS_LINE = _names(
    "p div h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr caption dl dt dd pre hr section article aside "
    "header footer main nav figure figcaption address details summary fieldset form center body html"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_INLINE = {
    "b": STRONG,
    "strong": STRONG,
    "i": EM,
    "em": EM,
    "cite": EM,
    "span": "",
    "a": "",
    "font": "",
    "u": "",
}
_BOXES = {"ul": "list", "ol": "list", "menu": "list", "dir": "list", "li": "item", "blockquote": "quote"}
_VOID = _names("br hr img input wbr meta link area base col embed source track param")
#: Marks or boxes open at once; anything deeper is read as if the tag were not there.
_MAX_OPEN = 100

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"  # a comment, conditional ones from Office too
    r"|<[!?][^>]*+>?"  # <!doctype>, <![if !supportLists]>, <?xml?>
    r"""|<(?P<end>/?)(?P<tag>[A-Za-z][^\s/>]*+)(?P<attributes>(?>[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>?"""
    r"|(?P<text><|[^<]++)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?:^|[\s"'/])(href|style|class|data-user|data-organisation)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""",
    re.IGNORECASE,
)
_MENTION = re.compile(r"[1-9]\d{0,8}")
_MSO_LIST = re.compile(r"mso-list:\s*+\w++\s++level(\d)")
_MSO_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]")
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*+(\w++)")
_ITALIC = re.compile(r"font-style:\s*+(\w++)")


def read_html(html: str) -> Document:
    """Read any HTML there can be. Its size is the caller's to check."""
    return _Reader().read(html)


@dataclass
class _Open:
    """A mark that is open, or a span that may carry one by its style."""

    tag: str
    marks: frozenset[str]
    href: str
    is_marker: bool  # Word's own bullet or number, in words
    mention: str = ""


@dataclass
class _Box:
    """A list, an item or a quotation that is open, with where its blocks go."""

    tag: str
    blocks: list[Block]
    items: ListBlock | None = None
    open_marks: list[_Open] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return _BOXES.get(self.tag, "")


class _Reader:
    def __init__(self) -> None:
        self.document = Document()
        self.boxes = [_Box("", self.document.blocks)]
        self.open: list[_Open] = []
        self.runs: list[Run] = []
        self.unread = ""
        self.unread_depth = 0
        self.word_level = 0  # of the paragraph being read, when Word calls it an item
        self.word_marker = ""
        self.in_cell = False
        self.cell_has_words = self.cell_has_line = False  # so far; a line is a paragraph that has ended

    def read(self, html: str) -> Document:
        for token in _TOKEN.finditer(html):
            if token["tag"]:
                self._tag(token["tag"].lower(), bool(token["end"]), token["attributes"])
            elif token["text"] and not self.unread:
                self._text(token["text"])
        self._end_line()
        self.document.blocks = tidy_blocks(self.document.blocks)
        return self.document

    def _tag(self, tag: str, is_end: bool, attributes: str) -> None:
        if self.unread:
            if tag == self.unread:
                self.unread_depth += -1 if is_end else 1
                if not self.unread_depth:
                    self.unread = ""
        elif tag in _UNREAD:
            if not is_end and tag not in _VOID and not attributes.endswith("/"):
                self.unread, self.unread_depth = tag, 1
        elif tag == "br":
            self.runs.append(Run("\n", *self._look()))
        elif tag in _INLINE:
            if is_end:
                self._close_mark(tag)
            else:
                self._open_mark(tag, _read_attributes(attributes))
        elif tag in _BOXES:
            self._end_line()
            if is_end:
                self._close_box(tag)
            else:
                self._open_box(tag)
        elif tag in ("td", "th"):
            self.in_cell, self.cell_has_words, self.cell_has_line = not is_end, False, False
            if not is_end and any(not run.text.isspace() for run in self.runs):
                self.runs.append(Run(" | "))
        elif tag in ("p", "div") and self.in_cell and not _word_level(attributes):
            self._line_in_cell(is_end)
        elif tag in _BREAKS_LINE:
            self._line_tag(tag, is_end, attributes)

    def _line_in_cell(self, is_end: bool) -> None:
        """Office puts a paragraph into every cell: only the second one of a cell begins a line."""
        if is_end:
            self.cell_has_line = self.cell_has_words
        elif self.cell_has_words:
            self._end_line()

    def _line_tag(self, tag: str, is_end: bool, attributes: str) -> None:
        self._end_line()
        self.in_cell = False
        if tag in _HEADINGS:
            if is_end:
                self._close_mark(tag)
            elif len(self.open) < _MAX_OPEN:
                self.open.append(_Open(tag, self._look()[0] | {STRONG}, "", is_marker=False))
        level = None if is_end else _word_level(attributes)
        self.word_level = min(int(level[1]), MAX_DEPTH) if level else 0

    # Words

    def _text(self, source: str) -> None:
        text = tidy_text(unescape(source))
        if self.open and self.open[-1].is_marker:
            self.word_marker += text
            return
        if self.in_cell and text.strip():
            if self.cell_has_line:
                self._end_line()
            self.cell_has_words, self.cell_has_line = True, False
        self.runs.append(Run(text, *self._look()))

    def _look(self) -> tuple[frozenset[str], str, str]:
        if not self.open:
            return frozenset(), "", ""
        here = self.open[-1]
        return here.marks, here.href, here.mention

    def _open_mark(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= _MAX_OPEN:
            return
        marks, href, mention = self._look()
        style = attributes.get("style", "")
        is_marker = "mso-list:ignore" in style.replace(" ", "").lower() or bool(
            self.open and self.open[-1].is_marker
        )
        if mark := _INLINE[tag]:
            marks |= {mark}
        if weight := _BOLD.search(style):
            bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900")
            marks = marks | {STRONG} if bold else marks - {STRONG}
        if slant := _ITALIC.search(style):
            marks = marks | {EM} if slant[1] in ("italic", "oblique") else marks - {EM}
        if tag == "a" and (address := safe_href(attributes.get("href", ""))):
            href, mention = address, ""
        elif tag == "span" and (named := _read_mention(attributes)):
            href, mention = "", named
        self.open.append(_Open(tag, marks, href, is_marker, mention))

    def _close_mark(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].tag == tag:
                # What was opened inside and not closed ends with it; people paste, they do not nest.
                del self.open[index:]
                return

    # Blocks

    def _end_line(self) -> None:
        paragraphs = tidy_paragraphs(self.runs)
        if paragraphs and self.word_level:
            self._add_word_item(paragraphs)
        else:
            self._blocks().extend(paragraphs)
        self.runs, self.word_level, self.word_marker = [], 0, ""

    def _add_word_item(self, paragraphs: list[Paragraph]) -> None:
        """Put what Word calls an item into the list before it, at its level. Neighbours join later."""
        blocks = self._blocks()
        for _ in range(self.word_level - 1):
            before = blocks[-1] if blocks else None
            if not isinstance(before, ListBlock) or not before.items:
                break
            blocks = before.items[-1]
        is_ordered = bool(_MSO_NUMBER.match(self.word_marker.strip()))
        blocks.append(ListBlock(is_ordered, [list(paragraphs)]))

    def _blocks(self) -> list[Block]:
        """Give the place for the next block. Straight inside a list, that is its last item."""
        box = self.boxes[-1]
        if box.items is None:
            return box.blocks
        if not box.items.items:
            box.items.items.append([])
        return box.items.items[-1]

    def _open_box(self, tag: str) -> None:
        if tag == "li" and self.boxes[-1].tag == "li":
            self._close_box("li")
        if len(self.boxes) >= _MAX_OPEN:
            return
        if tag == "li":
            items = self.boxes[-1].items
            if items is None:  # an item without a list; neighbours join later
                items = ListBlock(is_ordered=False)
                self._blocks().append(items)
            items.items.append([])
            self._push(tag, items.items[-1])
        elif sum(box.kind == _BOXES[tag] for box in self.boxes) >= MAX_DEPTH:
            around = next((box.items for box in reversed(self.boxes) if box.items), None)
            self._push(tag, self._blocks(), None if tag == "blockquote" else around)
        elif tag == "blockquote":
            quote = Quote()
            self._blocks().append(quote)
            self._push(tag, quote.blocks)
        else:
            items = ListBlock(is_ordered=tag == "ol")
            self._blocks().append(items)
            self._push(tag, [], items)

    def _push(self, tag: str, blocks: list[Block], items: ListBlock | None = None) -> None:
        self.boxes.append(_Box(tag, blocks, items, self.open[:]))

    def _close_box(self, tag: str) -> None:
        """Close the box, and all that were left open in it, marks too."""
        for index in range(len(self.boxes) - 1, 0, -1):
            if self.boxes[index].tag == tag:
                self.open = self.boxes[index].open_marks
                del self.boxes[index:]
                return


def _word_level(attributes: str) -> re.Match[str] | None:
    """Does Word call this paragraph an item of a list, and at which level?"""
    return _MSO_LIST.search(_read_attributes(attributes).get("style", ""))


def _read_mention(attributes: dict[str, str]) -> str:
    """Give whom a span of ours names. Whether they may be named here is not known to rich text."""
    if attributes.get("class") != "mention":
        return ""
    named = [
        kind for kind in ("user", "organisation") if _MENTION.fullmatch(attributes.get(f"data-{kind}", ""))
    ]
    return f"{named[0]}:{attributes[f'data-{named[0]}']}" if len(named) == 1 else ""


def _read_attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = next(value for value in match.groups()[1:] if value is not None)
        found.setdefault(match[1].lower(), unescape(value))
    return found
