"""The program ``essaycast``: a command is handed to a process that stands ready, or run here.

What reads its options is imported only where it is run: that takes longer than handing it over.
"""

from __future__ import annotations

import sys

from flows.warm.handover import handed_over


def main() -> None:
    """Run the command line of this process, and exit with its status."""
    try:
        status = handed_over(sys.argv[1:])
    except KeyboardInterrupt:
        print("essaycast: Stopped.", file=sys.stderr)  # noqa: T201 - before there is anything better
        status = 130
    if status is None:
        from flows.command import main as run  # noqa: PLC0415 - see above

        run()
    sys.exit(status)
