"""The tests. A package, so that its tables and strategies can be imported and `python -m tests.accept` can be run."""
