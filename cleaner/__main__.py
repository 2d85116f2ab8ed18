"""`python -m cleaner`: the command, where its script is not on the path."""

from __future__ import annotations

from cleaner.cli.main import main

if __name__ == "__main__":  # workers load this module, too
    main()
