"""Fields that only the application can read: AES-GCM bound to their row, one key per State, wrapped by a master key.

Rooms use `fields` (`SealedField`, `seal`, `open_`, `finger`); nothing else is needed to keep something sealed.
"""
