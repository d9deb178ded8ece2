"""What a text may say of a business: facts read from its own words, and a draft checked against them."""
