"""A round at full size: 193 invented replies and invented case records, marked wherever they show."""
