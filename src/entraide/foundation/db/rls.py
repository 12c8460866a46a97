"""Row-level security as a migration operation: the last wall behind the policies."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

TOLD = "entraide_told()"
"""Anybody, once this transaction has been told who it is: never `true`, which would answer a connection without a person."""
STAFF_ONLY = "entraide_staff()"
OWN_OR_STAFF = "entraide_staff() OR entity = entraide_entity()"
BY_AUDIENCE = "entraide_admits(audience, entity)"


class RowLevelSecurity(Operation):
    """Enable and force row-level security on `table`.

    `read` and `write` are SQL conditions over its columns; `insert` may differ from `write` where anybody may add a row
    that only some may change. `forced` is false for the one kind of table that a function of the owner reads on behalf of
    a person, asking the audience itself: an index cannot be used through a wall whose operator might leak.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, read: str, write: str = STAFF_ONLY, insert: str = "", forced: bool = True) -> None:
        self.forced = forced
        self.table = table
        self.read = read
        self.write = write
        self.insert = insert or write

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Tables stay as they are."""

    def statements(self) -> list[str]:
        """What PostgreSQL is told."""
        name = f'"{self.table}"'
        return [
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
            *([f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"] if self.forced else []),
            f"CREATE POLICY may_read ON {name} FOR SELECT USING ({self.read})",
            f"CREATE POLICY may_insert ON {name} FOR INSERT WITH CHECK ({self.insert})",
            f"CREATE POLICY may_update ON {name} FOR UPDATE USING ({self.write}) WITH CHECK ({self.write})",
            f"CREATE POLICY may_delete ON {name} FOR DELETE USING ({self.write})",
        ]

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the policies in place."""
        for statement in self.statements():
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take them away."""
        for statement in self.taken_away():
            schema_editor.execute(statement)

    def taken_away(self) -> list[str]:
        """The way back."""
        name = f'"{self.table}"'
        policies = ("may_read", "may_insert", "may_update", "may_delete")
        return [
            *(f"DROP POLICY {policy} ON {name}" for policy in policies),
            f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY",
        ]

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Row-level security on {self.table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For the migration writer."""
        return self.__class__.__name__, [self.table, self.read, self.write, self.insert], {"forced": self.forced}


class ReplacedWall(RowLevelSecurity):
    """Another wall where one stands: the new policies, and the `was` to go back to."""

    def __init__(
        self, table: str, read: str, was: RowLevelSecurity, write: str = "", insert: str = "", forced: bool = True
    ):
        super().__init__(table, read, write or was.write, insert or write or was.insert, forced)
        self.was = was

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """One for the other, in the migration's transaction: at no moment does the table stand open."""
        for statement in (*self.was.taken_away(), *self.statements()):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The old one again."""
        for statement in (*self.taken_away(), *self.was.statements()):
            schema_editor.execute(statement)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For the migration writer."""
        name, _args, _kwargs = super().deconstruct()
        return name, [self.table, self.read, self.was, self.write, self.insert], {"forced": self.forced}


class NarrowedWall(Operation):
    """One more condition that every row must meet, whatever the wall of the table says: it narrows and never opens.

    `read` and `write` are SQL conditions; an empty one leaves that side as it is. `name` tells several of a table apart.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, name: str, read: str = "", write: str = "") -> None:
        self.table = table
        self.name = name
        self.read = read
        self.write = write

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Tables stay as they are."""

    def _policies(self) -> dict[str, str]:
        read = {"read": f"FOR SELECT USING ({self.read})"} if self.read else {}
        write = {
            "insert": f"FOR INSERT WITH CHECK ({self.write})",
            "update": f"FOR UPDATE USING ({self.write}) WITH CHECK ({self.write})",
            "delete": f"FOR DELETE USING ({self.write})",
        }
        return {f"{self.name}_{deed}": rule for deed, rule in {**read, **(write if self.write else {})}.items()}

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the conditions in place."""
        for policy, rule in self._policies().items():
            schema_editor.execute(f'CREATE POLICY {policy} ON "{self.table}" AS RESTRICTIVE {rule}')

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take them away."""
        for policy in self._policies():
            schema_editor.execute(f'DROP POLICY {policy} ON "{self.table}"')

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Narrower row-level security on {self.table}: {self.name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For the migration writer."""
        return self.__class__.__name__, [self.table, self.name, self.read, self.write], {}
