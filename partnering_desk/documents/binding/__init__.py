"""Binds PDFs into one, with their tags, bookmarks and links, and embeds files in it.

What is bound was made by other programs, and is not trusted: nothing in it that acts comes along, and what cannot be
read is said, never raised. pikepdf reads and writes (it is qpdf, which repairs what it can).
"""
