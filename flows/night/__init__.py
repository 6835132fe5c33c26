"""The night and the backlog: what is due, and many essays at a time."""
