"""Inspection: one episode's folder against its record, by measuring everything in it.

The same checks stand before publication and after it.
"""

from pipeline.publication.inspection.episode_folder import file_faults, inspect_folder
from pipeline.publication.inspection.finding import PRODUCE, REBUILD, Finding
from pipeline.publication.inspection.hearing import Heard, hear
from pipeline.publication.inspection.stretches import hear_anew

__all__ = [
    "PRODUCE",
    "REBUILD",
    "Finding",
    "Heard",
    "file_faults",
    "hear",
    "hear_anew",
    "inspect_folder",
]
