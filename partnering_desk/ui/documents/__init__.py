"""Papers and frozen documents."""
