"""Setting up a partnering, and its groups and people afterwards."""
