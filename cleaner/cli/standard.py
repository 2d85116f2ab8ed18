"""The standard streams as a command finds them: open, full, or with nobody at the other end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

#: The exit code of a command whose reader has gone: 128 and the number of SIGPIPE, which would have ended it.
NO_READER = 141
_OUT, _ERROR = "standard output", "standard error"


class StreamError(Exception):
    """A standard stream that cannot be used; the message says which, and why. `code` is the exit code of a command that
    ends by it: that of a stream whose reader has gone, as ``head`` goes after ten lines, is told to nobody."""

    def __init__(self, stream: str, cause: OSError) -> None:
        super().__init__(f"{stream}: {(cause.strerror or str(cause)).lower()}")
        self.code = NO_READER if isinstance(cause, BrokenPipeError) else 1


def write_out(data: bytes) -> None:
    """Write to standard output at once: a reader may be waiting. Raises `StreamError`."""
    with _used(_OUT):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def print_out(text: str, end: str = "\n") -> None:
    """Print for people to standard output, with colours on a terminal alone. Raises `StreamError`."""
    with _used(_OUT):
        click.echo(text + end, nl=False)


def print_error(text: str, end: str = "\n") -> None:
    """Print for people to standard error, with colours on a terminal alone. Raises `StreamError`."""
    with _used(_ERROR):
        click.echo(text + end, nl=False, err=True)


def abandon() -> None:
    """Let go of output that could not be written, or the interpreter tries again when it ends, and fails in its own
    way."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
            continue
        os.dup2(nowhere, stream.fileno())


@contextmanager
def _used(stream: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StreamError(stream, error) from error
