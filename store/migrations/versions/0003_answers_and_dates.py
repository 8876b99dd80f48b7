"""ledger: answers of other sites, dates of first and last sight, the next look at a failure, the browser's look"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


COLUMNS = ('answer', 'first_seen', 'last_seen', 'content_since', 'failing_since', 'next_check')


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    add_columns('ledger', [sa.Column(name, _text(), nullable=True) for name in COLUMNS])
    add_columns('ledger', [sa.Column(name, _text(), nullable=False, server_default='') for name in ('answer_reason', 'second_look')])


def downgrade() -> None:
    with op.batch_alter_table('ledger', schema=None) as batch_op:
        for name in ('second_look', 'answer_reason'):
            batch_op.drop_column(name)
        for name in reversed(COLUMNS):
            batch_op.drop_column(name)
