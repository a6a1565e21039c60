"""The typed plan over the board document, and its file formats."""
