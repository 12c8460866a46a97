"""Hunts that take longer than the suite may: `make hunt`. Each prints its figures; docs/reference/security.md keeps the last ones."""
