"""a look of the browser may be taken over from an earlier run, and says when all that it rests on was found the same"""

from alembic import op
import sqlalchemy as sa

from store.columns import moment
from store.migrations.steady import add_columns


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns('artifacts', [sa.Column('unchanged_at', moment(), nullable=True)])


def downgrade() -> None:
    with op.batch_alter_table('artifacts', schema=None) as batch_op:
        batch_op.drop_column('unchanged_at')
