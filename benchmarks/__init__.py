"""Measurements, each a ratio or a rate taken in one run: this and the next machine are never equally fast."""
