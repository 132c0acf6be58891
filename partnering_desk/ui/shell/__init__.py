"""The window: its rail, its top bar, the pages in it and the way between them."""
