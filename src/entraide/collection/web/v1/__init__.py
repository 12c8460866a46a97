"""The interface for devices and programs: OpenRosa, and as much of ODK Central's as its Python client asks for."""
