"""objections to results and what commissions decided on them"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import create_index, create_table


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_table(
        'objections',
        sa.Column('seq', sa.Integer(), nullable=False, autoincrement=True),
        sa.Column('id', sa.String(length=16), nullable=False),
        *[sa.Column(name, sa.String(length=128), nullable=False) for name in ('run', 'body', 'sha256')],
        sa.Column('proof', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('seq', name=op.f('pk_objections')),
        sa.UniqueConstraint('id', name=op.f('uq_objections_id')),
    )
    for name in ('run', 'body', 'sha256'):
        create_index('objections', [name])


def downgrade() -> None:
    op.drop_table('objections')
