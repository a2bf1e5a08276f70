"""The index of conversations, kept by the database itself: whatever writes a Post, it is true in the same commit.
That of files (`finding.keeping_files`) is kept with it.

Tables are made by a migration. Triggers are put in place after every `migrate` where they are missing, and then
everything is indexed anew: SQLite drops a table's triggers when Django makes the table again to change it. For the
same reason no trigger there names a table of another room, which would make that impossible. Decision record 0027
has the reasons.
"""

from __future__ import annotations

import re
from html import unescape

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from finding import keeping_files

_TAG = re.compile(r"<[^>]*>")

TABLES = {
    "sqlite": [
        """CREATE VIRTUAL TABLE finding_postwords USING fts5(
            title, summary, body, tokenize = 'porter unicode61 remove_diacritics 2')""",
        "INSERT INTO finding_postwords (finding_postwords, rank) VALUES ('rank', 'bm25(6.0, 3.0, 1.0)')",
        """CREATE VIRTUAL TABLE finding_threadwords USING fts5(
            title, summary, first UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2')""",
        "INSERT INTO finding_threadwords (finding_threadwords, rank) VALUES ('rank', 'bm25(2.0, 1.0)')",
    ],
    "postgresql": [
        """CREATE TABLE finding_postwords (
            rowid bigint PRIMARY KEY, community_id bigint NOT NULL, finding_postwords tsvector NOT NULL)""",
        "CREATE INDEX finding_postwords_room ON finding_postwords (community_id)",
        "CREATE INDEX finding_postwords_index ON finding_postwords USING gin (finding_postwords)",
        "CREATE TABLE finding_threadwords (rowid bigint PRIMARY KEY, finding_threadwords tsvector NOT NULL)",
        "CREATE INDEX finding_threadwords_index ON finding_threadwords USING gin (finding_threadwords)",
    ],
}

_SQLITE_TRIGGERS = {
    "finding_thread_added": """AFTER INSERT ON discussions_thread BEGIN
        INSERT INTO finding_threadwords (rowid, title, summary, first)
        VALUES (NEW.id, NEW.title, finding_plain_words(NEW.summary), 0);
        END""",
    "finding_thread_changed": """AFTER UPDATE OF title, summary ON discussions_thread
        WHEN OLD.title <> NEW.title OR OLD.summary <> NEW.summary BEGIN
        UPDATE finding_threadwords SET title = NEW.title, summary = finding_plain_words(NEW.summary)
        WHERE rowid = NEW.id;
        UPDATE finding_postwords SET title = NEW.title, summary = finding_plain_words(NEW.summary)
        WHERE rowid = (SELECT first FROM finding_threadwords WHERE rowid = NEW.id);
        END""",
    "finding_thread_gone": """AFTER DELETE ON discussions_thread BEGIN
        DELETE FROM finding_threadwords WHERE rowid = OLD.id;
        END""",
}
# A Thread's title stands on its first Post. `first` says which that is, so that a new title finds it.
_INDEX_POST = """
        UPDATE finding_threadwords SET first = NEW.id WHERE rowid = NEW.thread_id AND NEW.number = 1;
        INSERT INTO finding_postwords (rowid, title, summary, body)
        SELECT NEW.id, COALESCE(title, ''), COALESCE(summary, ''), finding_plain_words(NEW.body)
        FROM (SELECT 1) LEFT JOIN finding_threadwords AS thread ON thread.rowid = NEW.thread_id AND NEW.number = 1
        WHERE NEW.hidden_at IS NULL AND NEW.deleted_at IS NULL;"""
_SQLITE_TRIGGERS |= {
    "finding_post_added": f"AFTER INSERT ON discussions_post BEGIN {_INDEX_POST} END",
    "finding_post_changed": f"""AFTER UPDATE OF body, hidden_at, deleted_at, number, thread_id ON discussions_post
        WHEN OLD.body <> NEW.body OR OLD.hidden_at IS NOT NEW.hidden_at OR OLD.deleted_at IS NOT NEW.deleted_at
            OR OLD.number <> NEW.number OR OLD.thread_id <> NEW.thread_id BEGIN
        UPDATE finding_threadwords SET first = 0 WHERE rowid = OLD.thread_id AND first = OLD.id;
        DELETE FROM finding_postwords WHERE rowid = OLD.id; {_INDEX_POST}
        END""",  # noqa: S608  # both pieces are ours
    "finding_post_gone": """AFTER DELETE ON discussions_post BEGIN
        UPDATE finding_threadwords SET first = 0 WHERE rowid = OLD.thread_id AND first = OLD.id;
        DELETE FROM finding_postwords WHERE rowid = OLD.id;
        END""",
}

# PostgreSQL's parser leaves tags out by itself, but takes "race/faith" for the path of a file.
_POSTGRES_FUNCTIONS = [
    r"""CREATE OR REPLACE FUNCTION finding_vector(html text) RETURNS tsvector AS $$
        SELECT to_tsvector('english', translate(regexp_replace(html, '<[^>]*>', ' ', 'g'), '/', ' '))
        $$ LANGUAGE sql IMMUTABLE""",
    """CREATE OR REPLACE FUNCTION finding_title_vector(title text, summary text) RETURNS tsvector AS $$
        SELECT setweight(finding_vector(replace(title, '<', ' ')), 'A') || setweight(finding_vector(summary), 'B')
        $$ LANGUAGE sql IMMUTABLE""",
    """CREATE OR REPLACE FUNCTION finding_index_post(post discussions_post) RETURNS void AS $$
        INSERT INTO finding_postwords (rowid, community_id, finding_postwords)
        SELECT post.id, post.community_id, COALESCE((
            SELECT finding_title_vector(title, summary) FROM discussions_thread
            WHERE id = post.thread_id AND post.number = 1
        ), '') || finding_vector(post.body)
        WHERE post.hidden_at IS NULL AND post.deleted_at IS NULL
        ON CONFLICT (rowid) DO UPDATE
        SET community_id = EXCLUDED.community_id, finding_postwords = EXCLUDED.finding_postwords
        $$ LANGUAGE sql""",
    """CREATE OR REPLACE FUNCTION finding_keep_post() RETURNS trigger AS $$ BEGIN
        IF TG_OP = 'DELETE' OR NEW.hidden_at IS NOT NULL OR NEW.deleted_at IS NOT NULL THEN
            DELETE FROM finding_postwords WHERE rowid = OLD.id;
        ELSE
            PERFORM finding_index_post(NEW);
        END IF;
        RETURN NULL;
        END $$ LANGUAGE plpgsql""",
    """CREATE OR REPLACE FUNCTION finding_keep_thread() RETURNS trigger AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM finding_threadwords WHERE rowid = OLD.id;
            RETURN NULL;
        END IF;
        INSERT INTO finding_threadwords (rowid, finding_threadwords)
        VALUES (NEW.id, finding_title_vector(NEW.title, NEW.summary))
        ON CONFLICT (rowid) DO UPDATE SET finding_threadwords = EXCLUDED.finding_threadwords;
        IF TG_OP = 'UPDATE' THEN
            PERFORM finding_index_post(post) FROM discussions_post post WHERE thread_id = NEW.id AND number = 1;
        END IF;
        RETURN NULL;
        END $$ LANGUAGE plpgsql""",
]
_POSTGRES_TRIGGERS = {
    "finding_post_added": "AFTER INSERT ON discussions_post FOR EACH ROW EXECUTE FUNCTION finding_keep_post()",
    "finding_post_changed": """AFTER UPDATE OF body, hidden_at, deleted_at, number, thread_id, community_id
        ON discussions_post FOR EACH ROW
        WHEN ((OLD.body, OLD.hidden_at, OLD.deleted_at, OLD.number, OLD.thread_id, OLD.community_id)
            IS DISTINCT FROM (NEW.body, NEW.hidden_at, NEW.deleted_at, NEW.number, NEW.thread_id, NEW.community_id))
        EXECUTE FUNCTION finding_keep_post()""",
    "finding_post_gone": "AFTER DELETE ON discussions_post FOR EACH ROW EXECUTE FUNCTION finding_keep_post()",
    "finding_thread_added": """AFTER INSERT ON discussions_thread FOR EACH ROW
        EXECUTE FUNCTION finding_keep_thread()""",
    "finding_thread_changed": """AFTER UPDATE OF title, summary ON discussions_thread FOR EACH ROW
        WHEN (OLD.title <> NEW.title OR OLD.summary <> NEW.summary) EXECUTE FUNCTION finding_keep_thread()""",
    "finding_thread_gone": "AFTER DELETE ON discussions_thread FOR EACH ROW EXECUTE FUNCTION finding_keep_thread()",
}

_TRIGGERS = {
    "sqlite": _SQLITE_TRIGGERS | keeping_files.SQLITE_TRIGGERS,
    "postgresql": _POSTGRES_TRIGGERS | keeping_files.POSTGRES_TRIGGERS,
}

_FILL = {
    "sqlite": [
        """INSERT INTO finding_threadwords (rowid, title, summary, first)
            SELECT id, title, finding_plain_words(summary), COALESCE(
                (SELECT id FROM discussions_post WHERE thread_id = thread.id AND number = 1), 0)
            FROM discussions_thread thread""",
        """INSERT INTO finding_postwords (rowid, title, summary, body)
            SELECT post.id, COALESCE(thread.title, ''), finding_plain_words(COALESCE(thread.summary, '')),
                finding_plain_words(post.body)
            FROM discussions_post post
            LEFT JOIN discussions_thread thread ON thread.id = post.thread_id AND post.number = 1
            WHERE post.hidden_at IS NULL AND post.deleted_at IS NULL""",
    ],
    "postgresql": [
        """INSERT INTO finding_threadwords (rowid, finding_threadwords)
            SELECT id, finding_title_vector(title, summary) FROM discussions_thread""",
        "SELECT finding_index_post(post) FROM discussions_post post",
    ],
}
_TABLES_KEPT = ("finding_postwords", "finding_threadwords", *keeping_files.TABLES_KEPT)


def plain_words(html: str | None) -> str:
    """Give the words of cleaned HTML; SQLite's triggers call it as `finding_plain_words`."""
    return unescape(_TAG.sub(" ", html or ""))


def teach(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Tell a new connection to SQLite how to take the words out of HTML."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("finding_plain_words", 1, plain_words, deterministic=True)


def put_in_place(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place and index everything, unless all of them are there."""
    wanted = _TRIGGERS[connection.vendor]
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        if _standing(connection, cursor) >= wanted.keys():
            return
        if connection.vendor == "postgresql":
            for function in [*_POSTGRES_FUNCTIONS, *keeping_files.POSTGRES_FUNCTIONS]:
                cursor.execute(function)
        for name, trigger in wanted.items():
            replace = "OR REPLACE " if connection.vendor == "postgresql" else ""
            if not replace:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE {replace}TRIGGER {name} {trigger}")
        fill(connection)


def fill(connection: BaseDatabaseWrapper) -> None:
    """Index everything anew. The caller holds a transaction."""
    with connection.cursor() as cursor:
        for table in _TABLES_KEPT:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
        for statement in [*_FILL[connection.vendor], *keeping_files.FILL[connection.vendor]]:
            cursor.execute(statement)


def _standing(connection: BaseDatabaseWrapper, cursor) -> set[str]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'finding_%'")
    else:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'finding_%'")
    return {name for (name,) in cursor.fetchall()}
