"""What devices and programs send and ask for: OpenRosa's documents, and the tables of OData."""
