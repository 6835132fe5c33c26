"""What others serve, had within limits: time, size, redirects, and where addresses lead."""
