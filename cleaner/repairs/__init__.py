"""Damaged text → changes that undo the damage: one module for each family.

Each family is a pure function from a text and the profile of its document to changes that count in that text, and a
cheap test whether the document can hold such damage at all. The room is called `repairs`, not `repair`: that is the
public function, and a package cannot hold a function and a package of one name.
"""
