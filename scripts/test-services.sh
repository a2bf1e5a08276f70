#!/usr/bin/env bash
# Installs what some tests need and this machine lacks, where that is ours to do: as root
# on Debian. Elsewhere it does nothing, and the tests name at their end what was left out.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=$(.venv/bin/python -m tests.support.pieces)
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! [ -e /etc/debian_version ] || ! command -v apt-get >/dev/null; then
    exit 0
fi

# The tests start servers of their own. Debian's must not start theirs.
policy=/usr/sbin/policy-rc.d
if ! [ -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
    trap 'rm -f $policy' EXIT
fi

export DEBIAN_FRONTEND=noninteractive
updated=
for piece in $missing; do
    case $piece in
        browser) package=chromium ;;
        typefaces) package='fonts-liberation fontconfig' ;;
        postgres) package=postgresql ;;
        redis) package=redis-server ;;
    esac
    if [ -z "$updated" ]; then
        echo "Asking Debian for its package lists…"
        apt-get update -qq >/dev/null 2>&1 || true
        updated=yes
    fi
    echo "Installing $package for the tests…"
    apt-get install -y -qq --no-install-recommends $package >/dev/null 2>&1 </dev/null ||
        echo "$package could not be installed; the tests that need it are left out."
done
