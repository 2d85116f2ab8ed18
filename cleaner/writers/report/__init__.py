"""Article → a page that shows what became of its clipping; many articles → an index of such pages."""
