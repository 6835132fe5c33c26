"""Clips to sound: the timeline, its master, and the encoded file."""
