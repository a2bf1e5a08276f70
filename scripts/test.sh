#!/usr/bin/env bash
# Runs the suite, or the part named in the arguments.
#
# The rooms that talk to the database run twice. Django binds a process to one kind of database, so
# PostgreSQL has a run of its own; it goes first and stops everything if it fails, so the last line
# is always the summary of the run that decides. Who sees what is asked on SQLite alone: it is the same
# query on both, and a third of the time.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/environment.sh dev
scripts/test-services.sh

workers=${WORKERS:-$(nproc)}
unset DATABASE_URL REDIS_URL DATA_DIR PORT SITE_URL # the tests have their own

if [ $# -gt 0 ]; then
    exec .venv/bin/python -m pytest "$@"
fi

if ! .venv/bin/python -m tests.support.pieces | grep -qx postgres; then
    echo "On PostgreSQL:"
    TEST_DATABASE=postgres .venv/bin/python -m pytest -n "$workers" -m "not browser and not slow" \
        tests/communities tests/discussions tests/files tests/care tests/organisations tests/resources \
        tests/passages tests/practice tests/contributions tests/reading_lists tests/freshness tests/finding \
        --ignore-glob="*/test_matrix.py"
    echo "On SQLite, with browsers and drills:"
fi
exec .venv/bin/python -m pytest -n "$workers"
