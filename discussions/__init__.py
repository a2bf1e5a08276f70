"""Conversations: threads, posts, and everything live."""
