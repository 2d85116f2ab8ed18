"""Learning what the pages of a site share: clippings → profiles."""
