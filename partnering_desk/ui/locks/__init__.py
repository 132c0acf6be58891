"""Registers under a passphrase: asked for, set, and locked while nobody is there."""
