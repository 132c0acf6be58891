"""Partnering Desk: a partnering contract's meetings, from their dates to their confirmed minutes."""

__version__ = "0.1.0"
