"""The page: timeline, map, list and the evidence of every event, over one shared view."""
