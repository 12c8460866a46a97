from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("audit", "0002_walls"), ("analysis", "0021_case_walls")]
    operations = [
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(max_length=3)),
                ("day", models.DateField()),
                ("per_usd", models.DecimalField(decimal_places=12, max_digits=24)),
                ("source", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("invented", models.BooleanField(default=False)),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "db_table": "analysis_exchangerate",
                "ordering": ["currency", "day", "kind", "source", "id"],
                "indexes": [models.Index(fields=["currency", "day"], name="rate_by_day")],
            },
        ),
        RowLevelSecurity("analysis_exchangerate", read=STAFF_ONLY, write="false", insert=STAFF_ONLY),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON analysis_exchangerate "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON analysis_exchangerate",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON analysis_exchangerate "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON analysis_exchangerate",
        ),
    ]
