"""texts keep what stands in heads, feet, side bars and menus of a page beside its main text"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns('texts', [sa.Column('beside', sa.Text(), nullable=False, server_default='')])


def downgrade() -> None:
    with op.batch_alter_table('texts', schema=None) as batch_op:
        batch_op.drop_column('beside')
