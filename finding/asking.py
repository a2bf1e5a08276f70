"""What somebody looks for, read from what they typed, kindly: no sign of theirs is a command or an error.

Words and quoted phrases count, everything else is only what stands between them. Each thing asked for may be said in
several ways (`finding.synonyms`), any of which will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

#: Characters of what was typed that are looked at, and how many things may be asked for at once.
MAX_CHARACTERS = 200
MAX_TERMS = 12

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|([^\s\"“”]+)")

#: Endings the indexes take off, so that "reports" is marked where "reporting" was looked for.
_ENDING = re.compile(r"(?:ing|ings|ed|es|s|ies|ly|ion|ions|ment|ments)$")

#: Words that stand everywhere and find nothing: those PostgreSQL leaves out of its English index, too.
COMMON = frozenset(
    """i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves what which who whom this that these those am is are
    was were be been being have has had having do does did doing a an the and but if or because as until while
    of at by for with about against between into through during before after above below to from up down in out
    on off over under again further then once here there when where why how all any both each few more most
    other some such no nor not only own same so than too very s t can will just don should now""".split()  # noqa: SIM905  # as a list it would be longer than the rest of this file
)

#: One way to say a thing: its words, in their order.
Phrase = tuple[str, ...]
#: One thing asked for: every way of saying it that will do, the typed one first.
Term = tuple[Phrase, ...]


def words_of(text: str) -> Phrase:
    """List the words of a text, as they stand, without what stands between them."""
    return tuple(_WORD.findall(text.replace("'", "").replace("’", "")))


def stem(word: str) -> str:
    """Cut a word to what its forms share; short ones stay."""
    word = word.casefold().replace("’", "").replace("'", "")
    cut = _ENDING.sub("", word)
    return cut.removesuffix("e") if len(cut) >= 3 else word


@dataclass(frozen=True)
class Query:
    """Everything asked for. `is_any` is content with one of the terms; otherwise all must be there."""

    terms: tuple[Term, ...] = ()
    is_any: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def is_broad(self) -> bool:
        """Are there several things asked for, so that asking for any of them would find more?"""
        return len(self.terms) > 1

    def any_of_it(self) -> Query:
        """Ask for any of the terms rather than for all."""
        return replace(self, is_any=True)

    @property
    def words(self) -> set[str]:
        """Give every word that will do, for marking them in what was found."""
        return {word for term in self.terms for phrase in term for word in phrase}


def read(typed: str, ways_of: Callable[[list[Phrase]], list[Term]] | None = None) -> Query:
    """Read what was typed. Empty where there was no word in it but the commonest.

    `ways_of` joins neighbouring words that are one thing, and adds the other ways to say it.
    """
    phrases: list[Phrase] = []
    for quoted, loose in _PIECE.findall(typed[:MAX_CHARACTERS]):
        if quoted:
            phrases.append(words_of(quoted))
        else:
            phrases += [(word,) for word in words_of(loose)]
    phrases = [phrase for phrase in phrases if phrase]
    terms = ways_of(phrases) if ways_of else [(phrase,) for phrase in phrases]
    said = (term for term in terms if not COMMON.issuperset(word.casefold() for word in term[0]))
    return Query(tuple(dict.fromkeys(said))[:MAX_TERMS])
