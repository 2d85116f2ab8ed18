"""The command `cleaner`. Each subcommand is loaded when it is called, so that the help starts at once."""

from __future__ import annotations

import io
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from cleaner import __version__

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
    """A group whose commands live in modules of their own name."""

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
        group.main(prog_name="cleaner", standalone_mode=False, color=_coloured())
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo("cleaner: interrupted", err=True)
        raise SystemExit(130) from error
    except OSError as error:
        _abandon_output()
        click.echo(f"cleaner: standard output: {(error.strerror or str(error)).lower()}", err=True)
        raise SystemExit(1) from error


def _coloured() -> bool | None:
    """Whether there is to be colour: none where NO_COLOR is set to anything (https://no-color.org); None, which leaves
    it to the stream, where it is not."""
    return False if os.environ.get("NO_COLOR") else None


def _abandon_output() -> None:
    """Let go of what could not be written, or the interpreter tries again when it ends, and fails in its own way."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare() -> None:
    """Be a command like others: end when the reader of our output has gone, show what the terminal cannot as "?"."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
