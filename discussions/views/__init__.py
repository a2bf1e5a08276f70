"""Pages of conversations. Each view loads through a door, makes one call into actions, and answers."""
