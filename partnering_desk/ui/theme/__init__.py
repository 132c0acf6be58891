"""How the desk looks: one place of named roles, used by palette and style sheet alike."""
