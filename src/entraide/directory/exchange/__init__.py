"""The directory in and out: what leaves for whom, and what an uploaded table does to it."""
