"""imports, rulings, and what a run's scoring took in"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns, create_index, create_table


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    create_table('imports',
    sa.Column('seq', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('body', sa.String(length=128), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('period', sa.String(length=16), nullable=False),
    sa.Column('name', _text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=128), nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('imported_at', sa.String(length=32), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_imports')),
    sa.UniqueConstraint('id', name=op.f('uq_imports_id'))
    )
    create_index('imports', ['body'])
    create_index('imports', ['sha256'])
    create_table('rulings',
    sa.Column('body', sa.String(length=128), nullable=False),
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('import_id', sa.String(length=16), nullable=False),
    sa.Column('finding', sa.String(length=16), nullable=False),
    sa.Column('ruling', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_rulings_import_id')),
    sa.PrimaryKeyConstraint('body', 'id', name=op.f('pk_rulings'))
    )
    add_columns('runs', [sa.Column('inputs', sa.Text(), nullable=True)])


def downgrade() -> None:
    with op.batch_alter_table('runs', schema=None) as batch_op:
        batch_op.drop_column('inputs')

    op.drop_table('rulings')
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_imports_sha256'))
        batch_op.drop_index(batch_op.f('ix_imports_body'))

    op.drop_table('imports')
