"""The command ``essaycast``: one module a subcommand, imported only when it is called."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from types import FrameType
from typing import NoReturn

import click

from flows.command.output import say
from pipeline.errors import EssaycastError, reason_of
from pipeline.tools.process_tuning import importing, leave

EXIT_LIMIT_S = 10.0
COMMANDS: dict[str, str] = {
    "produce": "Make essays into published episodes.",
    "script": "Show what will be said, and what not and why.",
    "import": "Make essays of your own out of an export.",
    "spoken": "Show the spoken form of text.",
    "say": "Say how a word is said, here, in an essay, the show or everywhere.",
    "affected": "List the published episodes that a change of words or voices changes.",
    "changed": "List the essays whose text has changed since it was read aloud.",
    "make": "Make published episodes again.",
    "voices": "List voices and profiles, or hear one.",
    "video": "Make films of published episodes.",
    "book": "Make a book that reads itself, of all or some episodes.",
    "clip": "Make a minute of an episode to share.",
    "verify": "Measure published episodes again.",
    "check": "Listen to what published episodes say.",
    "nightly": "Go once over the show's sources.",
    "studio": "Hear, mend and approve what is said, on a local page.",
    "serve": "Run server, UI, worker and schedules.",
    "watch": "Make again what changes, at once.",
    "init": "Begin a show of your own.",
    "feed": "Rebuild feed and index.",
    "publish": "Copy what changed to where it is hosted.",
    "audiobookshelf": "Put the show on a server of your own.",
    "listeners": "Tell who has a private feed, and its address.",
    "withdraw": "Take an episode out of the publication.",
    "cache": "Size, verify or prune the clip store.",
    "server": "Status and stop of the project's own Prefect server.",
    "doctor": "Say what this machine has and lacks.",
}
"""Name → its one line of help; the command lies in the module ``NAME_command``."""


class _LazyGroup(click.Group):
    """A group that knows its commands' names and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command *cmd_name*."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        with importing():
            module = import_module(f"flows.command.{cmd_name}_command")
        command: click.Command = getattr(
            module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with:  essaycast produce essays/*.md",
)
@click.version_option(package_name="essaycast", prog_name="essaycast")
@click.option("--debug", is_flag=True, help="Show tracebacks and every log line.")
def essaycast(*, debug: bool) -> None:
    """Turn written essays into a podcast, on your own machine.

    Each essay becomes an MP3 in chapters at podcast loudness, with its transcript, its page and
    the feed that carries them, under output/. Settings are in show.toml; every run can be
    looked into with 'essaycast serve'.
    """
    if debug:
        os.environ["ESSAYCAST_DEBUG"] = "1"


class _ToldToEndError(BaseException):
    """SIGTERM came."""


_TOLD = "Told to end. What was spoken is kept; the same command goes on from there."
_told: list[bool] = []
"""Holds something once SIGTERM came."""


def _told_to_end() -> None:
    """Let SIGTERM end the command as Ctrl-C does: in order, and in one line."""

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _told.append(True)
        raise _ToldToEndError

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line *arguments* (None: of this process) here, and exit with its status.

    Exit status: 0 done; 1 something asked for was not produced; 2 wrong use.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in arguments
    logging.raiseExceptions = debug  # what a log cannot be sent for is no concern of the terminal
    _told_to_end()
    try:
        status = essaycast.main(arguments, prog_name="essaycast", standalone_mode=False)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.ClickException as wrong:
        wrong.show()
        status = wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. What was spoken is kept; the same command goes on from there.")
        status = 130
    except _ToldToEndError:
        _say(_TOLD)
        status = 128 + signal.SIGTERM
    except BrokenPipeError:  # the reader of our output went away: nothing to say to anyone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception as error:
        if debug and not _told:
            raise
        status = _failure(error)
    leave()
    _end(_written(status if isinstance(status, int) else 0))


def _written(status: int) -> int:
    """Write out what was printed, and return *status*, or 1 where that cannot be."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            _say(f"What it printed could not be written: {reason_of(error)}.")
        return status or 1
    except ValueError:  # closed by whoever called
        return status
    return status


def _failure(error: Exception) -> int:
    """Say what *error* is, and return the exit status it stands for."""
    if _told:  # a library made an error of its own of it
        _say(_TOLD)
        return 128 + signal.SIGTERM
    if isinstance(error, EssaycastError):
        _say(str(error))
        return error.exit_status
    _say(
        f"Something unforeseen went wrong ({type(error).__name__}: {reason_of(error)}). "
        "Nothing half-made was published. Run 'essaycast --debug …' for the details."
    )
    return 1


def _end(status: int) -> NoReturn:
    """End with *status*, and soon: who still waits for a server that has gone is not waited for."""
    watch = threading.Timer(EXIT_LIMIT_S, _end_now, [status])
    watch.daemon = True
    watch.start()
    sys.exit(status)


def _end_now(status: int) -> None:
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _say(paragraph: str) -> None:
    say(f"essaycast: {paragraph}", err=True)
