"""The prompts for chat models: versioned files, and the library that checks and renders them."""
