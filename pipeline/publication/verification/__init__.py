"""Verification: what is published, measured as a stranger would measure it."""

from pipeline.publication.inspection import Finding
from pipeline.publication.verification.publication import verify

__all__ = ["Finding", "verify"]
