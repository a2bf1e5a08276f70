"""Talk about the words of guidance: where each conversation stands on a page, and stays when Editors change it."""
