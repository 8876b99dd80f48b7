"""pages tell which lines their markup sets off though they are no headings"""

from alembic import op
import sqlalchemy as sa

from store.columns import nested
from store.migrations.steady import add_columns


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns('pages', [sa.Column('heads', nested(), nullable=False, server_default=sa.text("'[]'"))])


def downgrade() -> None:
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.drop_column('heads')
