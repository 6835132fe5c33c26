"""What several rooms stand on: the store, ffmpeg, locks, cores, clock times."""
