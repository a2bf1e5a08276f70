"""What runs as long as the process: the live hub."""

from discussions.live_counts import Stats
from discussions.live_hub import LiveHub, current_hub


async def startup() -> None:
    """Begin to hand out what happens."""
    await LiveHub().start()


async def say_bye() -> None:
    """Send open pages away kindly, before the server closes their sockets."""
    if hub := current_hub():
        await hub.say_bye()


async def shutdown() -> None:
    """End the hub."""
    if hub := current_hub():
        await hub.stop()


def stats() -> Stats | None:
    """Tell how the live hub is, for whoever measures; None where none runs."""
    hub = current_hub()
    return hub.stats() if hub else None
