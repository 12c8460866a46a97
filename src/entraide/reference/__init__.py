"""Reference: States, organisations, regional groups, treaties and currencies, with their names in six languages."""
