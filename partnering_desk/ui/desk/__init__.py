"""The Desk: what must happen, soonest first."""
