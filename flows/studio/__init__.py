"""The studio: a local page on which an author hears, mends and approves what is said."""
