"""What a Community keeps: files in folders with their versions, and what its Leads pinned to its home."""
