"""The standard streams as a command finds them: open, closed, full, or with nobody at the other end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from typing import IO

import click

#: The exit code of a command whose reader has gone: 128 and the number of SIGPIPE, which would have ended it.
NO_READER = 141
_IN, _OUT, _ERROR = "standard input", "standard output", "standard error"


class StreamError(Exception):
    """A standard stream that cannot be used; the message says which, and why. `code` is the exit code of a command that
    ends by it: that of a stream whose reader has gone, as ``head`` goes after ten lines, is told to nobody."""

    def __init__(self, stream: str, cause: OSError) -> None:
        why = "not open" if cause.errno == errno.EBADF else (cause.strerror or str(cause)).lower()
        super().__init__(f"{stream}: {why}")
        self.code = NO_READER if isinstance(cause, BrokenPipeError) else 1


def open_closed() -> None:
    """Open the standard streams that are closed, lest the next file get the number of one, and what is meant for people
    with it. Of input and output any use is still an error; what is told to a standard error that is closed is told to
    nobody, and the work goes on."""
    for name, mode, flags in (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, flags)
            os.set_inheritable(handle, True)  # workers are started with these streams, too
            setattr(sys, name, os.fdopen(handle, mode, encoding="utf-8", closefd=False))


@contextmanager
def reading() -> Iterator[IO[bytes]]:
    """Standard input, to be read within. Raises `StreamError`, at once for one that is not open."""
    with _used(_IN):
        with suppress(UnsupportedOperation):  # the input of a program that runs the command within it has no number
            os.read(sys.stdin.fileno(), 0)
        yield sys.stdin.buffer


def write_out(data: bytes) -> None:
    """Write to standard output at once: a reader may be waiting. Raises `StreamError`."""
    with _used(_OUT):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def print_out(text: str, end: str = "\n") -> None:
    """Print for people to standard output, with colours on a terminal alone. Raises `StreamError`."""
    with _used(_OUT):
        click.echo(text + end, nl=False)


@contextmanager
def printed() -> Iterator[None]:
    """Around those who print to standard output by themselves. Raises `StreamError` where its reader has gone."""
    try:
        yield
    except BrokenPipeError as error:
        raise StreamError(_OUT, error) from error


def print_error(text: str, end: str = "\n") -> None:
    """Print for people to standard error, with colours on a terminal alone. Raises `StreamError`."""
    with _used(_ERROR):
        click.echo(text + end, nl=False, err=True)


def complain(name: str, cause: str) -> None:
    """One line on standard error that names the input and the cause."""
    print_error(f"cleaner: {printable(name)}: {printable(' '.join(cause.split()))}")


def printable(text: str) -> str:
    """`text` with what would move the cursor or command the terminal written out, as ``\\n``."""
    return "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in text)


def abandon() -> str | None:
    """Let go of output that could not be written, or the interpreter tries again when it ends, and fails in its own
    way. The name of what was let go of, None where all was written."""
    left = None
    for name, stream in ((_ERROR, sys.stderr), (_OUT, sys.stdout)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            left = name
    return left


@contextmanager
def _used(stream: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StreamError(stream, error) from error
