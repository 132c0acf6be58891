"""The meetings: their list, and the workspace of one from its agenda to its confirmed minutes."""
