"""Read what the press says about the relation between two countries."""
