"""What actions and queries of case reports share: rows for linking, rows for storing."""
