"""The pipeline, its use cases, its worker, and how the parts are wired."""
