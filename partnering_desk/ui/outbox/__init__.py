"""What waits to go out, and the ways to send it."""
