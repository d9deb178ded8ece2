"""What the program promises, in sentences."""
