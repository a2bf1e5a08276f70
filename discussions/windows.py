"""Which Posts one page of a Thread shows: a range of numbers, found without counting anything."""

from __future__ import annotations

from dataclasses import dataclass

#: Posts on one page. Pages are ranges of numbers, so the last of a hundred thousand costs as the first.
SIZE = 50


@dataclass(frozen=True)
class Window:
    """The range of Post numbers one page of a Thread shows, both ends included."""

    page: int
    page_count: int

    @classmethod
    def at(cls, number: int, newest: int) -> Window:
        """Give the page that holds a Post, or the nearest there is."""
        page_count = (max(1, newest) - 1) // SIZE + 1
        return cls(min((max(1, number) - 1) // SIZE + 1, page_count), page_count)

    @classmethod
    def of(cls, page: int, newest: int) -> Window | None:
        """Give a page by its own number, or None when there is no such page."""
        window = cls(page, cls.at(newest, newest).page_count)
        return window if 1 <= page <= window.page_count else None

    @property
    def first(self) -> int:
        return (self.page - 1) * SIZE + 1

    @property
    def last(self) -> int:
        return self.page * SIZE

    @property
    def previous(self) -> int:
        return max(1, self.page - 1)

    @property
    def next(self) -> int:
        return min(self.page + 1, self.page_count)

    @property
    def is_newest(self) -> bool:
        return self.page == self.page_count

    @property
    def pages(self) -> list[int]:
        """List the page numbers worth a link: the first, the last, and those nearby."""
        near = range(max(1, self.page - 2), min(self.page_count, self.page + 2) + 1)
        return sorted({1, self.page_count, *near})


def earlier_than(number: int) -> tuple[int, int]:
    """Give the range of one page of Posts before this one: what an open page fetches above its first."""
    return max(1, number - SIZE), number - 1


def later_than(number: int, newest: int) -> tuple[int, int]:
    """Give the range of one page of Posts after this one, as far as there are any."""
    return number + 1, min(number + SIZE, newest)
