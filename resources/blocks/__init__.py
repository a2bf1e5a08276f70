"""The pieces Editors build pages from; `body.BodyBlock` is the whole set."""

from resources.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
