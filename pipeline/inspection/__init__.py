"""Inspection: one episode's folder against its record, by measuring everything in it.

The same checks stand before publication and after it.
"""

from pipeline.inspection.finding import PRODUCE, REBUILD, Finding
from pipeline.inspection.folder import file_faults, inspect_folder

__all__ = ["PRODUCE", "REBUILD", "Finding", "file_faults", "inspect_folder"]
