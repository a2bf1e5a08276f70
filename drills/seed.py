"""Who takes part in a drill: members of one Community, signed in. Prints their sessions as JSON."""

from __future__ import annotations

import json
import os
import sys

import django

MEMBERS = 520
COMMUNITY = "drills"


def main() -> None:
    """Fill the database named by DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()

    from bench.seed import make_members, session_of

    _, people = make_members(COMMUNITY, MEMBERS)
    json.dump([session_of(person) for person in people], sys.stdout)


if __name__ == "__main__":
    main()
