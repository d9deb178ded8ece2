"""Every figure that the README states, one module each, beside a baseline of the same run."""
