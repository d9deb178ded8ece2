"""The made-up town keeps its promises."""
