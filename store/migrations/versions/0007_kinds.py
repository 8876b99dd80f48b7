"""the ledger tells what an address is beside why it fell into its class"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

# Words that stood for the reason and said what the address is.
KINDS = ('page', 'asset', 'document', 'interface', 'interface-item', 'external', 'post-form', 'render', 'file')


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    add_columns('ledger', [sa.Column('kind', _text(), nullable=False, server_default='')])
    ledger = sa.table('ledger', sa.column('kind'), sa.column('reason'))
    op.execute(ledger.update().where(ledger.c.reason.in_(KINDS)).values(kind=ledger.c.reason, reason=''))


def downgrade() -> None:
    ledger = sa.table('ledger', sa.column('kind'), sa.column('reason'))
    op.execute(ledger.update().where(ledger.c.kind != '', ledger.c.reason == '').values(reason=ledger.c.kind))
    with op.batch_alter_table('ledger', schema=None) as batch_op:
        batch_op.drop_column('kind')
