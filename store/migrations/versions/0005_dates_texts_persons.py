"""dates, texts and persons of pages; what files tell of themselves"""

from typing import Any

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns, create_table


revision = '0005'
down_revision = '0003'
branch_labels = None
depends_on = None

# Existing rows get the defaults of the models; extraction fills them in when it is run again.
PAGES = {
    'published': '', 'published_method': '', 'published_text': '', 'modified': '', 'modified_method': '', 'modified_text': '',
    'mixed_script': '[]', 'foreign_text': '[]', 'foreign_share': 0, 'numbers': '[]',
}
DOCUMENTS = {
    'broken': False, 'title': '', 'created': '', 'modified': '', 'text_language': None, 'pages_read': None, 'text_pages': None,
    'delimiter': '', 'tables': '[]', 'members': '[]',
}
COUNTS = ('foreign_share', 'pages_read', 'text_pages')


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def _added(columns: dict[str, Any]) -> list[sa.Column[Any]]:
    made: list[sa.Column[Any]] = []
    for name, default in columns.items():
        given = None if default is None else sa.text("'" + str(default) + "'")
        if isinstance(default, bool):
            made.append(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        elif name in COUNTS:
            made.append(sa.Column(name, sa.Integer(), nullable=default is None, server_default=given))
        else:
            made.append(sa.Column(name, _text(), nullable=default is None, server_default=given))
    return made


def _record(table: str, *columns: sa.Column[Any], key: tuple[str, ...]) -> None:
    create_table(
        table,
        sa.Column('run_id', sa.String(length=64), nullable=False),
        sa.Column('capture_id', _text(), nullable=False),
        sa.Column('url', _text(), nullable=False),
        sa.Column('lane', _text(), nullable=False),
        sa.Column('language', _text(), nullable=True),
        *columns,
        sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f(f'fk_{table}_run_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('run_id', *key, name=op.f(f'pk_{table}')),
    )


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _text(), nullable=False) for name in names]


def upgrade() -> None:
    for table, columns in (('pages', PAGES), ('documents', DOCUMENTS), ('contacts', {'detail': ''})):
        add_columns(table, _added(columns))
    seq: sa.Column[Any] = sa.Column('seq', sa.Integer(), nullable=False)
    _record('texts', *_texts('text'), sa.Column('complete', sa.Boolean(), nullable=False), key=('url', 'lane'))
    _record('dates', seq, *_texts('value', 'role', 'method', 'quote', 'place', 'xpath'), key=('url', 'lane', 'seq'))
    seq = sa.Column('seq', sa.Integer(), nullable=False)
    _record(
        'persons',
        seq,
        *_texts('name', 'post', 'phones', 'emails', 'hours', 'quote', 'place', 'xpath'),
        key=('url', 'lane', 'seq'),
    )


def downgrade() -> None:
    for table in ('persons', 'dates', 'texts'):
        op.drop_table(table)
    for table, columns in (('contacts', ('detail',)), ('documents', DOCUMENTS), ('pages', PAGES)):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in columns:
                batch_op.drop_column(name)
