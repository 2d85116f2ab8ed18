"""The command `cleaner`. Each subcommand is loaded when it is called, so that the help starts at once."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from cleaner import __version__
from cleaner.cli.standard import NO_READER, StreamError, abandon, open_closed, print_error, printable, printed

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Subcommand → its one-line help, known without loading it.
_COMMANDS = {
    "clean": "Clean clippings: the article to standard output, or many into a folder.",
    "explain": "Say of every line of a clipping whether it was kept, and why.",
    "check": "Tell what would change in seeds, file by file and line by line; write nothing.",
    "fix": "Clean seeds in place.",
    "diff": "Show what `fix` would change in seeds.",
    "learn": "Learn from clippings which lines the pages of their sites share.",
    "profile": "Test the profiles of sites, import site rules of others.",
    "config": "Print the configuration that counts, and where each value came from.",
    "rules": "List the rules, or show one with its reason and examples.",
}


class _Lazy(click.Group):
    """A group whose commands live in modules of their own name. Their help is printed by click, to whom a reader that
    has gone is a failure; here it is what it is to all that we print."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        with printed():
            return super().make_context(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with printed():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"cleaner.cli.{cmd_name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, known without loading them, and the group's own flags."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only shells ask

        named = [CompletionItem(name, help=said) for name, said in _COMMANDS.items() if name.startswith(incomplete)]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


_EXAMPLES = """\b
Examples:
  cleaner clean page.html                  the body of an article, as text
  cleaner clean clips --output out         a folder into a folder, as Markdown with metadata
  cleaner explain page.html                every line: kept or dropped, by which rule, and why
  cleaner config                           what is configured here, and where

\b
Exit codes: 0 done, 1 some input could not be cleaned, 2 usage or configuration, 130 interrupted,
143 terminated.
"""


@click.command(cls=_Lazy, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner")
def group() -> None:
    """Turn raw web clippings (flat text, Markdown, HTML) into clean articles with metadata."""


def main() -> None:
    """Run the command. Exit codes: 0 done, 1 some input could not be cleaned, 2 usage, 130 interrupted, 143
    terminated."""
    _prepare()
    try:
        group.main(_arguments(), prog_name="cleaner", standalone_mode=False, color=_coloured())
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    except (click.Abort, KeyboardInterrupt) as error:
        print_error("cleaner: interrupted")
        raise SystemExit(130) from error
    except StreamError as error:
        abandon()
        if error.code != NO_READER:
            with suppress(StreamError):  # it is standard error that cannot be written
                print_error(f"cleaner: {error}")
        raise SystemExit(error.code) from error
    except OSError as error:
        culprit = error.filename or abandon() or _working_directory()
        place = f"{printable(str(culprit))}: " if culprit else ""
        print_error(f"cleaner: {place}{(error.strerror or str(error)).lower()}")
        raise SystemExit(1) from error


def _working_directory() -> str | None:
    """Its name among the errors where it is no more; None where it is nobody's fault."""
    try:
        os.getcwd()
    except OSError:
        return "the working directory"
    return None


def _coloured() -> bool | None:
    """Whether there is to be colour: none where NO_COLOR is set to anything (https://no-color.org); None, which leaves
    it to the stream, where it is not."""
    return False if os.environ.get("NO_COLOR") else None


def _arguments() -> list[str]:
    """What the command was given. Shells of Windows leave it to the command to expand that; patterns are left to those
    who know which arguments are names of files, and not a GLOB: the subcommands (`paths_of`)."""
    given = sys.argv[1:]
    return [os.path.expandvars(os.path.expanduser(one)) for one in given] if os.name == "nt" else given


def _prepare() -> None:
    """Speak UTF-8 into files and pipes, whatever the system's code page, unless PYTHONIOENCODING says otherwise; show
    what a terminal cannot as "?".

    SIGPIPE stays ignored, as Python leaves it: a worker that has died would end the run by it, and what a reader of our
    output leaves behind when it goes is an error of writing (`StreamError`).
    """
    open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if own else "utf-8", errors="replace")


if __name__ == "__main__":
    main()
