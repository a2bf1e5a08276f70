"""What an Organisation does for its people: its own administrators, and the addresses it answers for."""
