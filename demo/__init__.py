"""A made-up town to try everything in, offline."""
