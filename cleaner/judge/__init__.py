"""Blocks → verdicts: facts, the page's region, the rules, and the revision with neighbours."""
