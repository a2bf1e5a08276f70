"""What people keep to read: pages they saved, and lists of pages that they share."""
