"""Documents: a frozen snapshot goes in, bytes come out. The same snapshot always gives the same bytes.

Import the module that you need (``minutes``, ``agenda`` …) where you need it: each brings ReportLab or
icalendar along. ``snapshots`` brings nothing.
"""
