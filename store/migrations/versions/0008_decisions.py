"""what findings are asked for in columns of their own; a decision needs a source, not a file"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from alembic import op
import sqlalchemy as sa

from store.migrations.steady import add_columns, create_index


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ASKED = ('check', 'outcome', 'url')
BULK = 1000


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    add_columns(
        'findings',
        [
            sa.Column('check', _text(), nullable=False, server_default=''),
            sa.Column('outcome', sa.String(length=16), nullable=False, server_default=''),
            sa.Column('url', _text(), nullable=False, server_default=''),
            sa.Column('needs_review', sa.Boolean(), nullable=False, server_default=sa.false()),
        ],
    )
    _tell_findings()
    create_index('findings', ['run_id', 'outcome'])
    add_columns(
        'rulings',
        [
            sa.Column('source', sa.String(length=16), nullable=False, server_default='import'),
            sa.Column('sha256', sa.String(length=64), nullable=False, server_default=''),
            sa.Column('proof', sa.LargeBinary(), nullable=True),
        ],
    )
    op.execute('UPDATE rulings SET sha256 = (SELECT imports.sha256 FROM imports WHERE imports.id = rulings.import_id)')
    create_index('rulings', ['sha256'])
    with op.batch_alter_table('rulings', schema=None) as batch_op:
        batch_op.alter_column('import_id', existing_type=sa.String(length=16), nullable=True)


def _tell_findings() -> None:
    names = ('run_id', 'seq', 'finding', *ASKED, 'needs_review')
    findings = sa.table('findings', *(sa.column(name) for name in names))
    db = op.get_bind()
    change = (
        findings.update()
        .where(findings.c.run_id == sa.bindparam('of_run'), findings.c.seq == sa.bindparam('place'))
        .values({name: sa.bindparam(f'its_{name}') for name in (*ASKED, 'needs_review')})
    )
    for rows in _parts(db, findings):
        db.execute(change, [_told(row) for row in rows])


def _parts(db: sa.Connection, findings: sa.TableClause) -> Iterator[Sequence[Any]]:
    """All findings, some at a time: nothing is read while rows are changed."""
    place = sa.tuple_(findings.c.run_id, findings.c.seq)
    query = sa.select(findings.c.run_id, findings.c.seq, findings.c.finding).order_by(findings.c.run_id, findings.c.seq)
    rows = db.execute(query.limit(BULK)).all()
    while rows:
        yield rows
        rows = db.execute(query.where(place > (rows[-1].run_id, rows[-1].seq)).limit(BULK)).all()


def _told(row: Any) -> dict[str, object]:
    said = json.loads(row.finding)
    told: dict[str, object] = {f'its_{name}': str(said.get(name, '')).replace('\x00', '\N{REPLACEMENT CHARACTER}') for name in ASKED}
    told['its_needs_review'] = bool(said.get('needs_review', False))
    return {'of_run': row.run_id, 'place': row.seq, **told}


def downgrade() -> None:
    # A decision without a file has no place in the earlier schema.
    op.execute('DELETE FROM rulings WHERE import_id IS NULL')
    with op.batch_alter_table('rulings', schema=None) as batch_op:
        batch_op.alter_column('import_id', existing_type=sa.String(length=16), nullable=False)
        batch_op.drop_index(batch_op.f('ix_rulings_sha256'))
        for name in ('proof', 'sha256', 'source'):
            batch_op.drop_column(name)
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_findings_run_id_outcome'))
        for name in ('needs_review', *reversed(ASKED)):
            batch_op.drop_column(name)
