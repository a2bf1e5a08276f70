"""Asking the databases' own indexes, from within a queryset: who may see what is in the same query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import FloatField, Lookup, QuerySet, TextField, Transform
from django.db.models.expressions import Col, Expression

from finding.asking import Phrase, Query, stem


class IndexField(TextField):
    """The whole of an indexed row, as something to ask; it is never read.

    On SQLite it is the hidden column of an FTS5 table, which has the table's name; on PostgreSQL a `tsvector`, which
    is therefore called the same.
    """


def as_fts5(query: Query, *, by_stem: bool = False) -> str:
    """Write a query in FTS5's language. Every word stands in quotation marks, so that none is a command.

    With `by_stem` each may go on as it likes from its stem, for a table that knows none.
    """

    def one(phrase: Phrase) -> str:
        if by_stem:
            return (
                " + ".join(f'"{word}"' for word in phrase[:-1])
                + f'{" + " * (len(phrase) > 1)}"{stem(phrase[-1])}"*'
            )
        return '"' + " ".join(phrase) + '"'

    def any_of(phrases: tuple[Phrase, ...]) -> str:
        return "(" + " OR ".join(map(one, phrases)) + ")"

    return (" OR " if query.is_any else " AND ").join(any_of(term) for term in query.terms)


def as_tsquery(query: Query, config: str = "'english', ") -> tuple[str, list[str]]:
    """Write a query for PostgreSQL: the expression, and the words as its parameters."""
    one = f"phraseto_tsquery({config}%s)"
    terms = ["(" + " || ".join([one] * len(term)) + ")" for term in query.terms]
    sql = "(" + (" || " if query.is_any else " && ").join(terms) + ")"
    return sql, [" ".join(phrase) for term in query.terms for phrase in term]


@IndexField.register_lookup
class Matches(Lookup):
    """`words__index__matches=query`: does this row hold what was asked for?"""

    lookup_name = "matches"
    prepare_rhs = False
    rhs: Query

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", (*params, as_fts5(self.rhs))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        column, params = self.process_lhs(compiler, connection)
        query, words = as_tsquery(self.rhs)
        return f"{column} @@ {query}", (*params, *words)


#: Letters of a word's beginning that no stem cuts off, as good as never: what narrows by an index before more is asked.
SURE_LETTERS = 3


@IndexField.register_lookup
class Begins(Lookup):
    """`words__index__begins=words`: may words of its title begin like these? It says yes a little too often.

    A stem may be shorter than what somebody has typed so far, so the first letters are looked for, and the caller asks
    the title itself as well.
    """

    lookup_name = "begins"
    prepare_rhs = False
    rhs: Phrase

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        column, params = self.process_lhs(compiler, connection)
        begun = " AND ".join(f'"{word[:SURE_LETTERS]}"*' for word in self.rhs)
        return f"{column} MATCH %s", (*params, f"{{title}} : ({begun})")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        column, params = self.process_lhs(compiler, connection)
        # Without stems and without leaving out common words: what is typed is not a word yet.
        begun = " & ".join(f"'{word[:SURE_LETTERS]}':*A" for word in self.rhs)
        return f"{column} @@ to_tsquery('simple', %s)", (*params, begun)


def in_rooms(posts: QuerySet, rooms: list[int]) -> QuerySet:
    """Keep the Posts of these Communities.

    On PostgreSQL the index knows the Community too, so that of a word that stands everywhere it looks at theirs
    alone. FTS5 would have to read each row for that, where the join knows it already.
    """
    posts = posts.filter(community__in=rooms)
    return posts.filter(words__room__in=rooms) if connection.vendor == "postgresql" else posts


def best_of(rows: QuerySet, score: Score, start: int, stop: int) -> list[int]:
    """Give the numbers of the rows from `start` up to before `stop`, best first, newest first where they are equal."""
    return [pk for _, pk in best_of_several([(rows, score)], start, stop)]


def best_of_several(
    sources: Sequence[tuple[QuerySet, Score]], start: int, stop: int
) -> list[tuple[int, int]]:
    """Give the best rows of several tables together, each as the place of its source in the list and its number.

    What is ranked is settled before anything is sorted: PostgreSQL would rank every match, and sort all of it on disk,
    before it looks at who may read. One query.
    """
    parts, params = [], []
    for place, (rows, score) in enumerate(sources):
        ranked = rows.order_by().annotate(score=score).values_list("pk", "score")
        sql, more = ranked.query.sql_with_params()
        parts.append(f"SELECT {place}, part.* FROM ({sql}) part")  # noqa: S608  # Django's own
        params += more
    settled = "MATERIALIZED" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH ranked (source, pk, score) AS {settled} ({" UNION ALL ".join(parts)})
                SELECT source, pk FROM ranked ORDER BY score DESC, pk DESC LIMIT %s OFFSET %s""",  # noqa: S608  # Django's own
            [*params, stop - start, start],
        )
        return [(source, pk) for source, pk in cursor.fetchall()]


class Score(Transform):
    """How well a row that matches answers: more is better. The weights of its columns are the index's own."""

    output_field = FloatField()

    def __init__(self, expression: Expression | str, query: Query) -> None:
        super().__init__(expression)
        self.query = query

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple]:
        table = compiler.quote_name_unless_alias(cast(Col, self.source_expressions[0]).alias)
        return f'-{table}."rank"', ()

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple]:
        column, params = compiler.compile(self.source_expressions[0])
        query, words = as_tsquery(self.query)
        return f"ts_rank({column}, {query})", (*params, *words)
