"""Thin steps for other people's pipelines."""
