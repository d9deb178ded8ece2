"""How good written texts are: measures on texts alone, whoever wrote them."""
