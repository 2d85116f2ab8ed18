"""Blocks, dropped ones included → metadata with provenance."""
