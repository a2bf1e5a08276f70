"""Records of practice."""
