"""The pipeline's nodes: each sweeps over the rows that still need its work, batch by batch."""
