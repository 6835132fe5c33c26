"""Inspection: one episode's folder against its record, by measuring everything in it.

The same checks stand before publication and after it.
"""

from pipeline.inspection.finding import Finding
from pipeline.inspection.folder import inspect_folder

__all__ = ["Finding", "inspect_folder"]
