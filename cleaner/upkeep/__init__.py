"""Keeping a folder of seeds clean: what would change in each file, the change, and how both are told."""
