#!/usr/bin/env bash
# Everything a reviewer should not have to look for. Runs every check, then names those that failed.
set -uo pipefail
cd "$(dirname "$0")/.."
scripts/environment.sh dev || exit 1

bin=.venv/bin
failed=()

check() { # check TITLE COMMAND…: quiet when all is well
    local title=$1 output
    shift
    if output=$("$@" 2>&1); then
        printf '  ok    %s\n' "$title"
    else
        printf '  FAIL  %s\n%s\n' "$title" "$output"
        failed+=("$title")
    fi
}

django() { env DJANGO_SETTINGS_MODULE=hub.settings.test $bin/python manage.py "$@"; }

as_in_production() { # throw-away values: a check of the settings, not of secrets
    env DJANGO_SETTINGS_MODULE=hub.settings.production DATABASE_URL=postgres://hub@127.0.0.1/hub \
        SECRET_KEY="$($bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
        REDIS_URL=redis://127.0.0.1/0 SITE_URL=https://hub.example ALLOWED_HOSTS=hub.example \
        EMAIL_URL=smtp://127.0.0.1:25 DEFAULT_FROM_EMAIL=hub@hub.example \
        $bin/python manage.py check --deploy --fail-level WARNING
}

audit() { # the lock against the known vulnerabilities; a list out of reach is no failure
    local answer
    answer=$(timeout 120 $bin/pip-audit --disable-pip --require-hashes -r requirements/prod.txt --progress-spinner off 2>&1) && return 0
    if grep -q '^Found [0-9]* known' <<<"$answer"; then
        echo "$answer"
        return 1
    fi
    return 0
}

check "lint (ruff)" $bin/ruff check --quiet --output-format concise .
check "format (ruff)" $bin/ruff format --check --quiet .
check "types (mypy)" $bin/mypy
check "layers (import-linter)" $bin/lint-imports
check "templates (djlint)" $bin/djlint --lint --quiet templates
check "missing migrations" django makemigrations --check --dry-run
check "Django's checks" django check --fail-level WARNING
check "deploy checks" as_in_production
check "container file (hadolint)" $bin/hadolint deploy/container/Containerfile
check "compose file (check-jsonschema)" $bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec deploy/container/compose.yml
check "YAML (yamllint)" $bin/yamllint --strict .yamllint.yml deploy
check "known vulnerabilities (pip-audit, where its list is in reach)" audit

if [ ${#failed[@]} -gt 0 ]; then
    printf 'Failed: %s\n' "$(IFS=,; echo "${failed[*]}" | sed 's/,/, /g')"
    exit 1
fi
echo "All checks passed."
