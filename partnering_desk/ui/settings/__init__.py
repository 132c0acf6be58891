"""What a person sets for this machine."""
