"""espeak-ng by its C library: found, driven through pyttsx3, and the same every time."""
