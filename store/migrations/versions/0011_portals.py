"""items of portals, what their sources yielded, and words read on scans"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from store.migrations.steady import create_table


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    create_table(
        'items',
        sa.Column('run_id', sa.String(length=64), nullable=False),
        *_of_answer(),
        sa.Column('seq', sa.Integer(), nullable=False),
        *[sa.Column(name, _text(), nullable=False)
          for name in ('portal', 'source', 'kind', 'key', 'body', 'body_name', 'title', 'day')],
        sa.Column('facts', sa.Text().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
        sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_items_run_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('run_id', 'url', 'lane', 'seq', name=op.f('pk_items')),
    )
    there = {index['name'] for index in sa.inspect(op.get_bind()).get_indexes('items')}
    for last in ('body', 'key'):
        if f'ix_items_kind_{last}' not in there:
            op.create_index(op.f(f'ix_items_kind_{last}'), 'items', ['run_id', 'kind', last], unique=False)
    create_table(
        'portal_sources',
        sa.Column('run_id', sa.String(length=64), nullable=False),
        *_of_answer(),
        *[sa.Column(name, _text(), nullable=False) for name in ('portal', 'source', 'body', 'state', 'why')],
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ('asked', 'answered', 'items', 'least')],
        sa.Column('total', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_portal_sources_run_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('run_id', 'source', 'lane', 'body', name=op.f('pk_portal_sources')),
    )


    create_table(
        'scans',
        sa.Column('run_id', sa.String(length=64), nullable=False),
        *_of_answer(),
        sa.Column('text', _text(), nullable=False),
        sa.Column('confidence', sa.Integer(), nullable=False),
        sa.Column('pages', sa.Integer(), nullable=False),
        sa.Column('complete', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_scans_run_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('run_id', 'url', 'lane', name=op.f('pk_scans')),
    )


def _of_answer() -> list[sa.Column[str]]:
    return [
        sa.Column('capture_id', _text(), nullable=False),
        sa.Column('url', _text(), nullable=False),
        sa.Column('lane', _text(), nullable=False),
        sa.Column('language', _text(), nullable=True),
    ]


def downgrade() -> None:
    op.drop_table('scans')
    op.drop_table('portal_sources')
    op.drop_table('items')
