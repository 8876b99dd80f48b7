"""where an extraction stands that commits in batches"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import create_table


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    create_table(
        'extractions',
        sa.Column('run_id', sa.String(length=64), nullable=False),
        sa.Column('maker', sa.String(length=64), nullable=False),
        sa.Column('url', _text(), nullable=True),
        sa.Column('lane', _text(), nullable=True),
        sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_extractions_run_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('run_id', name=op.f('pk_extractions')),
    )


def downgrade() -> None:
    op.drop_table('extractions')
