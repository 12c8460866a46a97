"""Case reports as States send them: their fields, files, checks, and what is counted of them."""
