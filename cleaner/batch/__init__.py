"""Many clippings: where they are, where their articles go, what came of them."""
