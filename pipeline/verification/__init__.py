"""Verification: what is published, measured as a stranger would measure it."""

from pipeline.inspection import Finding
from pipeline.verification.publication import verify

__all__ = ["Finding", "verify"]
