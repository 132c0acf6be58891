"""The Record: every entry, the history of one thing, a check of it all, and the way out as a spreadsheet."""
