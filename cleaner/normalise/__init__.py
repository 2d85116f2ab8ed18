"""One spelling chosen among right ones: punctuation, spacing, lines, script. Each normaliser is a pure function from a
text to its changes, in order and not overlapping; `cleaner.text.changes.replay` puts them into the text."""
