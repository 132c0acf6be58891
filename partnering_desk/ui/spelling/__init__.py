"""Spelling in the fields where prose is typed: British English, checked on this machine alone."""
