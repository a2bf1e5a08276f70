"""Who belongs where, and as what: people, organisations, communities, memberships, topics."""
