#!/usr/bin/env bash
# Opens the hub on this machine: environment, then one process until Ctrl+C.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/environment.sh prod
export PORT=${PORT:-8000} DATA_DIR=${DATA_DIR:-var}
exec .venv/bin/python manage.py serve --demo --port "$PORT"
