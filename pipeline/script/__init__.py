"""Script: what is said of an essay, in order, and what is not, with the reason."""

from pipeline.script.script_json import script_json
from pipeline.script.writing import write_script

__all__ = ["script_json", "write_script"]
