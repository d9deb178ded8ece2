"""The hand-written phrases that the starter writer's corpus is composed of."""
