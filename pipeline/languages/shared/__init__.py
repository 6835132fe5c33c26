"""Kinds that several languages share; each gives its own words and grammar."""
