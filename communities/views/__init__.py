"""Pages about people, organisations and communities."""
