#!/usr/bin/env bash
# Loads the demonstration into a hub of its own, asks the search its questions, and takes the hub away again.
set -euo pipefail
cd "$(dirname "$0")/.."

DATA_DIR=$(mktemp -d)
export DATA_DIR DJANGO_SETTINGS_MODULE=hub.settings.dev LOG_LEVEL=ERROR
unset DATABASE_URL REDIS_URL
trap 'rm -rf "$DATA_DIR"' EXIT

.venv/bin/python manage.py migrate --verbosity=0 --skip-checks
.venv/bin/python manage.py load_demo --skip-checks >/dev/null
.venv/bin/python manage.py measure_relevance --skip-checks
