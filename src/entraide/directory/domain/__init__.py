"""What an entry of the directory is, and when it counts as confirmed. Pure rules."""
