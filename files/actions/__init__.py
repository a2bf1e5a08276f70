"""Everything people do to files, folders and pins: check, lock, write, announce."""

from files.actions.folders import make_folder, remove_folder, rename_folder
from files.actions.hiding import hide_file, restore_file
from files.actions.keeping import add_file, add_version, choose_version, delete_file, edit_file, settle_scan
from files.actions.pins import move_pin, pin_file, pin_link, pin_page, unpin

__all__ = [
    "add_file",
    "add_version",
    "choose_version",
    "delete_file",
    "edit_file",
    "hide_file",
    "make_folder",
    "move_pin",
    "pin_file",
    "pin_link",
    "pin_page",
    "remove_folder",
    "rename_folder",
    "restore_file",
    "settle_scan",
    "unpin",
]
