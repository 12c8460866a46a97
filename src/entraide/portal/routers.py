class OwnerMigrates:
    """Only the owner's connection changes the shape of tables; both connections are one database."""

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool | None:
        return db == "owner"
