"""The registers of actions and decisions."""
