"""Files that hold many clippings: each a stream of them, read member by member, nothing of it unpacked to the disk."""
