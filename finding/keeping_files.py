"""The index of files: those on Posts, and every version of those that Communities keep, by the words inside.

Kept by triggers like that of conversations, under the same rules (`finding.keeping`, decision record 0027). A file has
a row of words only once it may be sent: what waits for the scanner, was found harmful or is in no Post has none. The
name, title and description of a kept file stand with its current version.
"""

from __future__ import annotations

TABLES = {
    "sqlite": [
        """CREATE VIRTUAL TABLE finding_attachmentwords USING fts5(
            name, body, tokenize = 'porter unicode61 remove_diacritics 2')""",
        "INSERT INTO finding_attachmentwords (finding_attachmentwords, rank) VALUES ('rank', 'bm25(6.0, 1.0)')",
        """CREATE VIRTUAL TABLE finding_versionwords USING fts5(
            title, description, name, body, tokenize = 'porter unicode61 remove_diacritics 2')""",
        """INSERT INTO finding_versionwords (finding_versionwords, rank)
            VALUES ('rank', 'bm25(6.0, 3.0, 3.0, 1.0)')""",
    ],
    "postgresql": [
        "CREATE TABLE finding_attachmentwords (rowid bigint PRIMARY KEY, finding_attachmentwords tsvector NOT NULL)",
        "CREATE INDEX finding_attachmentwords_index ON finding_attachmentwords USING gin (finding_attachmentwords)",
        "CREATE TABLE finding_versionwords (rowid bigint PRIMARY KEY, finding_versionwords tsvector NOT NULL)",
        "CREATE INDEX finding_versionwords_index ON finding_versionwords USING gin (finding_versionwords)",
    ],
}
TABLES_KEPT = ("finding_attachmentwords", "finding_versionwords")

#: `discussions.models.stored_file.SENT_STATES`, as SQL has it; a test holds the two together.
SENT = "('unscanned', 'clean')"

_INDEX_ATTACHMENT = f"""
        INSERT INTO finding_attachmentwords (rowid, name, body) SELECT NEW.id, NEW.name, NEW.text
        WHERE NEW.post_id IS NOT NULL AND NEW.state IN {SENT};"""  # our own words
_NAME_CURRENT = """
        UPDATE finding_versionwords SET title = NEW.title, description = NEW.description
        WHERE rowid = NEW.current_id;"""
SQLITE_TRIGGERS = {
    "finding_attachment_added": f"AFTER INSERT ON discussions_attachment BEGIN {_INDEX_ATTACHMENT} END",
    "finding_attachment_changed": f"""AFTER UPDATE OF name, text, state, post_id ON discussions_attachment
        WHEN OLD.name <> NEW.name OR OLD.text <> NEW.text OR OLD.state <> NEW.state
            OR OLD.post_id IS NOT NEW.post_id BEGIN
        DELETE FROM finding_attachmentwords WHERE rowid = OLD.id; {_INDEX_ATTACHMENT}
        END""",  # noqa: S608  # both pieces are ours
    "finding_attachment_gone": """AFTER DELETE ON discussions_attachment BEGIN
        DELETE FROM finding_attachmentwords WHERE rowid = OLD.id;
        END""",
    "finding_version_added": f"""AFTER INSERT ON files_fileversion BEGIN
        INSERT INTO finding_versionwords (rowid, title, description, name, body)
        VALUES (NEW.id, '', '', NEW.name, CASE WHEN NEW.state IN {SENT} THEN NEW.text ELSE '' END);
        END""",  # noqa: S608  # our own words
    "finding_version_changed": f"""AFTER UPDATE OF name, text, state ON files_fileversion
        WHEN OLD.name <> NEW.name OR OLD.text <> NEW.text OR OLD.state <> NEW.state BEGIN
        UPDATE finding_versionwords
        SET name = NEW.name, body = CASE WHEN NEW.state IN {SENT} THEN NEW.text ELSE '' END
        WHERE rowid = NEW.id;
        END""",  # noqa: S608  # our own words
    "finding_version_gone": """AFTER DELETE ON files_fileversion BEGIN
        DELETE FROM finding_versionwords WHERE rowid = OLD.id;
        END""",
    "finding_kept_added": f"AFTER INSERT ON files_keptfile BEGIN {_NAME_CURRENT} END",
    "finding_kept_changed": f"""AFTER UPDATE OF title, description, current_id ON files_keptfile
        WHEN OLD.title <> NEW.title OR OLD.description <> NEW.description
            OR OLD.current_id IS NOT NEW.current_id BEGIN
        UPDATE finding_versionwords SET title = '', description = ''
        WHERE rowid = OLD.current_id AND OLD.current_id IS NOT NEW.current_id; {_NAME_CURRENT}
        END""",  # noqa: S608  # both pieces are ours
}

# The parser would take a file's name for one word, and what stands between < and > for a tag. The most characters that
# are kept of a document (`discussions.words_of_files`) stay below what a tsvector takes, whatever they are.
POSTGRES_FUNCTIONS = [
    r"""CREATE OR REPLACE FUNCTION finding_document_vector(title text, description text, name text, body text)
        RETURNS tsvector AS $$
        SELECT finding_title_vector(title, replace(description, '<', ' '))
            || setweight(to_tsvector('english', regexp_replace(name, '[._/<-]+', ' ', 'g')), 'B')
            || to_tsvector('english', translate(body, '/<', '  '))
        $$ LANGUAGE sql IMMUTABLE""",
    f"""CREATE OR REPLACE FUNCTION finding_index_attachment(file discussions_attachment) RETURNS void AS $$
        INSERT INTO finding_attachmentwords (rowid, finding_attachmentwords)
        SELECT file.id, finding_document_vector('', '', file.name, file.text)
        WHERE file.post_id IS NOT NULL AND file.state IN {SENT}
        ON CONFLICT (rowid) DO UPDATE SET finding_attachmentwords = EXCLUDED.finding_attachmentwords
        $$ LANGUAGE sql""",  # our own words
    f"""CREATE OR REPLACE FUNCTION finding_keep_attachment() RETURNS trigger AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM finding_attachmentwords WHERE rowid = OLD.id;
        ELSIF NEW.post_id IS NULL OR NEW.state NOT IN {SENT} THEN
            DELETE FROM finding_attachmentwords WHERE rowid = NEW.id;
        ELSE
            PERFORM finding_index_attachment(NEW);
        END IF;
        RETURN NULL;
        END $$ LANGUAGE plpgsql""",  # noqa: S608  # our own words
    f"""CREATE OR REPLACE FUNCTION finding_index_version(version files_fileversion) RETURNS void AS $$
        INSERT INTO finding_versionwords (rowid, finding_versionwords)
        SELECT version.id, finding_document_vector(
            COALESCE(file.title, ''), COALESCE(file.description, ''), version.name,
            CASE WHEN version.state IN {SENT} THEN version.text ELSE '' END)
        FROM (SELECT 1) one LEFT JOIN files_keptfile file ON file.current_id = version.id
        ON CONFLICT (rowid) DO UPDATE SET finding_versionwords = EXCLUDED.finding_versionwords
        $$ LANGUAGE sql""",  # noqa: S608  # our own words
    """CREATE OR REPLACE FUNCTION finding_keep_version() RETURNS trigger AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM finding_versionwords WHERE rowid = OLD.id;
        ELSE
            PERFORM finding_index_version(NEW);
        END IF;
        RETURN NULL;
        END $$ LANGUAGE plpgsql""",
    """CREATE OR REPLACE FUNCTION finding_keep_kept() RETURNS trigger AS $$ BEGIN
        PERFORM finding_index_version(version) FROM files_fileversion version WHERE version.id = NEW.current_id;
        IF TG_OP = 'UPDATE' AND OLD.current_id IS DISTINCT FROM NEW.current_id THEN
            PERFORM finding_index_version(version) FROM files_fileversion version WHERE version.id = OLD.current_id;
        END IF;
        RETURN NULL;
        END $$ LANGUAGE plpgsql""",
]


POSTGRES_TRIGGERS = {
    "finding_attachment_added": """AFTER INSERT ON discussions_attachment FOR EACH ROW
        EXECUTE FUNCTION finding_keep_attachment()""",
    "finding_attachment_changed": """AFTER UPDATE OF name, text, state, post_id ON discussions_attachment FOR EACH ROW
        WHEN ((OLD.name, OLD.text, OLD.state, OLD.post_id)
            IS DISTINCT FROM (NEW.name, NEW.text, NEW.state, NEW.post_id))
        EXECUTE FUNCTION finding_keep_attachment()""",
    "finding_attachment_gone": """AFTER DELETE ON discussions_attachment FOR EACH ROW
        EXECUTE FUNCTION finding_keep_attachment()""",
    "finding_version_added": "AFTER INSERT ON files_fileversion FOR EACH ROW EXECUTE FUNCTION finding_keep_version()",
    "finding_version_changed": """AFTER UPDATE OF name, text, state ON files_fileversion FOR EACH ROW
        WHEN ((OLD.name, OLD.text, OLD.state) IS DISTINCT FROM (NEW.name, NEW.text, NEW.state))
        EXECUTE FUNCTION finding_keep_version()""",
    "finding_version_gone": "AFTER DELETE ON files_fileversion FOR EACH ROW EXECUTE FUNCTION finding_keep_version()",
    "finding_kept_added": "AFTER INSERT ON files_keptfile FOR EACH ROW EXECUTE FUNCTION finding_keep_kept()",
    "finding_kept_changed": """AFTER UPDATE OF title, description, current_id ON files_keptfile FOR EACH ROW
        WHEN ((OLD.title, OLD.description, OLD.current_id)
            IS DISTINCT FROM (NEW.title, NEW.description, NEW.current_id))
        EXECUTE FUNCTION finding_keep_kept()""",
}

FILL = {
    "sqlite": [
        f"""INSERT INTO finding_attachmentwords (rowid, name, body) SELECT id, name, text
            FROM discussions_attachment WHERE post_id IS NOT NULL AND state IN {SENT}""",  # noqa: S608  # our own words
        f"""INSERT INTO finding_versionwords (rowid, title, description, name, body)
            SELECT version.id, COALESCE(file.title, ''), COALESCE(file.description, ''), version.name,
                CASE WHEN version.state IN {SENT} THEN version.text ELSE '' END
            FROM files_fileversion version LEFT JOIN files_keptfile file ON file.current_id = version.id""",  # noqa: S608  # our own words
    ],
    "postgresql": [
        "SELECT finding_index_attachment(attachment) FROM discussions_attachment attachment",
        "SELECT finding_index_version(version) FROM files_fileversion version",
    ],
}
