"""Pages of words on their way into guidance."""
