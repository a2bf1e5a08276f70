#!/usr/bin/env python
"""Django's command line for the hub."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # It says what is to be done; where it was found helps nobody who sets a hub up.
        sys.exit(f"The hub cannot start. {error}")
