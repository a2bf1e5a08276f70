"""What Organisations tried of guidance, and what became of it."""
