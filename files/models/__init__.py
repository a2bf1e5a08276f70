"""What a Community keeps: files in folders, their versions, and what its Leads pinned."""

from files.models.folder import Folder
from files.models.kept_file import FileVersion, KeptFile, TaggedFile
from files.models.pin import Pin

__all__ = ["FileVersion", "Folder", "KeptFile", "Pin", "TaggedFile"]
