"""A hub whose processes hear of each other through the unreliable layer."""

from hub.settings.dev import *  # noqa: F403  # a settings file is its base and the few lines that differ
from hub.settings.dev import CHANNEL_LAYERS

CHANNEL_LAYERS = {"live": CHANNEL_LAYERS["live"] | {"BACKEND": "drills.unreliable.UnreliableLayer"}}
