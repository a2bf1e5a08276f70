#!/usr/bin/env bash
# Makes .venv equal to one of the lock files: `scripts/environment.sh prod` or `… dev`.
# A stamp named after the lock's hash means nothing is to be done, and no network is asked.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=${1:?say prod or dev}
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null; then
    echo "Python is not installed. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "The hub needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Name another with PYTHON=…" >&2
    exit 1
fi

lock_hash() { "$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()[:16])' "requirements/$1.txt"; }
stamp() { echo ".venv/.synced-$1-$(lock_hash "$1")"; }

# What runs the hub is a part of what builds it, so a synced dev environment serves for both.
if [ -e "$(stamp dev)" ] || { [ "$wanted" = prod ] && [ -e "$(stamp prod)" ]; }; then
    exit 0
fi

uv=.tools/bin/uv
if ! [ -x "$uv" ] || ! [ -e ".tools/.synced-$(lock_hash uv)" ]; then
    echo "Fetching the installer (uv)…"
    rm -rf .tools
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location --root-user-action=ignore \
            --require-hashes --only-binary :all: --target .tools -r requirements/uv.txt
    elif "$python" -m venv .tools 2>/dev/null; then
        .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/uv.txt
    else
        echo "Python has neither pip nor venv. On Debian or Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    touch ".tools/.synced-$(lock_hash uv)"
fi

# The machine's own certificates: behind a council's or company's inspection the built-in ones are not enough.
export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-true}

echo "Making the Python environment ($wanted)…"
[ -x .venv/bin/python ] || "$uv" venv --quiet .venv --python "$python"
"$uv" pip sync --quiet --python .venv/bin/python --require-hashes --only-binary :all: "requirements/$wanted.txt"
rm -f .venv/.synced-*
touch "$(stamp "$wanted")"
