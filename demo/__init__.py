"""The demonstration network: fictional people and conversations, loaded by one command."""
