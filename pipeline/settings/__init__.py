"""What an author may set: ``show.toml``, one small class a stage, and voice profiles."""
