"""Article → the forms it is stored in."""
