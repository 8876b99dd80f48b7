"""PostgreSQL keeps moments as timestamptz and JSON as jsonb; SQLite has neither"""

from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

MOMENTS = {
    'runs': ('started_at', 'finished_at', 'scored_at', 'reported_at'),
    'imports': ('imported_at',),
    'ledger': ('first_seen', 'last_seen', 'content_since', 'failing_since', 'next_check'),
    'captures': ('requested_at',),
    'failures': ('requested_at',),
    'artifacts': ('captured_at',),
    'pages': ('captured_at',),
    'documents': ('captured_at',),
    'feeds': ('captured_at',),
}
NESTED = {
    'runs': ('plan', 'coverage', 'lanes', 'inputs'),
    'imports': ('facts',),
    'findings': ('finding',),
    'rulings': ('ruling',),
    'captures': ('headers',),
    'pages': (
        'headings', 'anchors', 'landmarks', 'breadcrumb', 'hreflang', 'feeds', 'mixed_script', 'foreign_text', 'numbers',
    ),
    'forms': ('fields',),
    'documents': ('tables', 'members'),
    'feeds': ('entries',),
    'persons': ('phones', 'emails'),
    'pairs': ('signs',),
}
SHORT = {'runs', 'imports'}
MOMENT = "NULLIF({name}, '')::timestamptz"
# Text may hold the escape of the sign NUL, jsonb may not.
WITHOUT_NUL = r"regexp_replace({name}, '(?<!\\)((?:\\\\)*)\\u0000', E'\\1\uFFFD', 'g')::jsonb"


def upgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        _change('TIMESTAMP WITH TIME ZONE', MOMENTS, MOMENT)
        _change('JSONB', NESTED, WITHOUT_NUL)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        for table, names in {name: (*MOMENTS.get(name, ()), *NESTED.get(name, ())) for name in {*MOMENTS, *NESTED}}.items():
            for name in names:
                short = table in SHORT and name in MOMENTS.get(table, ())
                kept = table in ('runs', 'imports', 'findings', 'rulings')
                kind = 'VARCHAR(32)' if short else 'TEXT' if kept else 'TEXT COLLATE "C"'
                told = f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US+00:00')"
                using = told if name in MOMENTS.get(table, ()) else f'{name}::text'
                op.execute(f'ALTER TABLE {table} ALTER COLUMN {name} TYPE {kind} USING {using}')


def _change(kind: str, tables: dict[str, tuple[str, ...]], using: str) -> None:
    """One pass over each table, whatever the number of its columns; a default of text is none of the new type."""
    for table, names in tables.items():
        parts = (f'ALTER COLUMN {name} DROP DEFAULT, ALTER COLUMN {name} TYPE {kind} USING {using.format(name=name)}' for name in names)
        op.execute(f"ALTER TABLE {table} {', '.join(parts)}")
