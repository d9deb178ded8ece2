"""The local models: language and embeddings."""
