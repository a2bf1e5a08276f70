"""From talk to guidance."""
