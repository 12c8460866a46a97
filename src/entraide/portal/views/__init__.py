"""The portal's own pages: home, doors, the secretariat's desk, and the page of a paragraph, where every room meets."""
