"""Where a show's working state lies: named apart, for those who need nothing else of it."""

STATE_FOLDER = ".essaycast"
"""Beside ``show.toml``: clip store, Prefect's database, locks, logs."""
