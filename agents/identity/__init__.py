"""Which leads are the same business: blocks that find candidates, a verdict with reasons, groups, and a merge."""
