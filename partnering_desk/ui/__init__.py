"""The windows: pages, table models and widgets."""
