"""Pages on which a set is explored."""
