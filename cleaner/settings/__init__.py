"""What a user can set, and where: declared once, read from files, the environment and the command line."""
