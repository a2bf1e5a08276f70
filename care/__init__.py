"""Looking after people: reports and what becomes of them, and where to get help."""
