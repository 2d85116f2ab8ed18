"""Characters, reading units and sentence shape: what every room of the cleaner may use."""
