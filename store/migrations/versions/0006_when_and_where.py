"""when a run was scored and first reported; its folder told from the database's, so that both can be moved together"""

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns
from store.place import anchored


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns('runs', [sa.Column(name, sa.String(length=32), nullable=True) for name in ('scored_at', 'reported_at')])
    op.execute("UPDATE runs SET reported_at = finished_at WHERE state = 'reported' AND reported_at IS NULL")
    runs = sa.table('runs', sa.column('id'), sa.column('out'))
    db = op.get_bind()
    for row in db.execute(sa.select(runs.c.id, runs.c.out)).all():
        db.execute(runs.update().where(runs.c.id == row.id).values(out=anchored(db.engine, row.out, row.id)))


def downgrade() -> None:
    with op.batch_alter_table('runs', schema=None) as batch_op:
        for name in ('reported_at', 'scored_at'):
            batch_op.drop_column(name)
