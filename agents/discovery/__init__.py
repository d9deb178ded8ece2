"""Where businesses are found: sites, OpenStreetMap, files."""
