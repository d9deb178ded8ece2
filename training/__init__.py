"""How the starter writer was made; never imported by the app."""
