"""orders of runs, what became of them, and the nights in which they are due"""

from alembic import op
import sqlalchemy as sa

from store.columns import moment, nested
from store.migrations.steady import create_index, create_table


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, 'sqlite')
POINTS = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def _run() -> sa.Column[str]:
    return sa.Column('run_id', sa.String(length=64), nullable=False)


def _of_run(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f(f'fk_{table}_run_id_runs'), ondelete='CASCADE')


def upgrade() -> None:
    create_table(
        'batches',
        sa.Column('id', sa.Integer(), nullable=False, autoincrement=True),
        sa.Column('schedule', sa.String(length=64), nullable=False),
        sa.Column('due', moment(32), nullable=False),
        sa.Column('plan', nested(), nullable=False),
        sa.Column('made_at', moment(32), nullable=False),
        sa.Column('closed_at', moment(32)),
        sa.Column('out', sa.Text()),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_batches')),
        sa.UniqueConstraint('schedule', 'due', name=op.f('uq_batches_schedule_due')),
    )
    create_table(
        'orders',
        _run(),
        sa.Column('standing', sa.String(length=16), nullable=False),
        sa.Column('attempt', sa.Integer(), nullable=False),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('job', NUMBER),
        sa.Column('host', POINTS, nullable=False),
        sa.Column('worker', sa.Text()),
        sa.Column('asked_by', sa.Text(), nullable=False),
        sa.Column('asked_at', moment(32), nullable=False),
        sa.Column('priority', sa.Integer(), nullable=False),
        sa.Column('batch', sa.Integer()),
        sa.Column('error', nested()),
        sa.Column('started_at', moment(32)),
        sa.Column('ended_at', moment(32)),
        sa.PrimaryKeyConstraint('run_id', name=op.f('pk_orders')),
        _of_run('orders'),
        sa.ForeignKeyConstraint(['batch'], ['batches.id'], name=op.f('fk_orders_batch_batches'), ondelete='SET NULL'),
    )
    create_index('orders', ['batch'])
    create_index('orders', ['standing'])
    create_table(
        'run_events',
        sa.Column('seq', NUMBER, nullable=False, autoincrement=True),
        _run(),
        sa.Column('attempt', sa.Integer(), nullable=False),
        sa.Column('at', moment(32), nullable=False),
        sa.Column('stage', sa.String(length=32), nullable=False),
        sa.Column('facts', nested(), nullable=False),
        sa.PrimaryKeyConstraint('seq', name=op.f('pk_run_events')),
        _of_run('run_events'),
    )
    create_index('run_events', ['run_id', 'seq'])
    create_table(
        'schedules',
        sa.Column('name', sa.String(length=64), nullable=False),
        sa.Column('cron', sa.String(length=128), nullable=False),
        sa.Column('zone', sa.String(length=64), nullable=False),
        sa.Column('plan', nested(), nullable=False),
        sa.Column('enabled', sa.Boolean(), nullable=False),
        sa.Column('since', moment(32), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_schedules')),
    )
    create_table(
        'host_pace',
        sa.Column('host', sa.String(length=255), nullable=False),
        sa.Column('gap', sa.Float(), nullable=False),
        sa.Column('next_at', sa.Float(), nullable=False),
        sa.Column('source', sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint('host', name=op.f('pk_host_pace')),
    )


def downgrade() -> None:
    for name in ('host_pace', 'schedules', 'run_events', 'orders', 'batches'):
        op.drop_table(name)
