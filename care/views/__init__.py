"""Pages of reporting and of deciding."""
