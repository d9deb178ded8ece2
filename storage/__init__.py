"""What is kept: the vocabulary, the tables, one repository a noun."""
