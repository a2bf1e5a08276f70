"""The pages of Organisations, a file per part of their life."""
