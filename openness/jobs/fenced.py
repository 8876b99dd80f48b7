"""A queue that asks who ends a job: its own functions let a thawed worker end, or put back, what another one is at since."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

# A job is handed out once for each number of attempts: it names the one who has it.
_FINISH = (
    "WITH mine AS MATERIALIZED (SELECT id FROM procrastinate_jobs"
    " WHERE id = %(job)s AND attempts = %(attempts)s AND status = 'doing' FOR UPDATE)"
    " SELECT procrastinate_finish_job_v1(mine.id, %(status)s, %(delete)s) FROM mine"
)
_RETRY = (
    "WITH mine AS MATERIALIZED (SELECT id FROM procrastinate_jobs"
    " WHERE id = %(job)s AND attempts = %(attempts)s AND status = 'doing' FOR UPDATE)"
    " SELECT procrastinate_retry_job_v2(mine.id, %(at)s, %(priority)s, %(queue)s, %(lock)s) FROM mine"
)


class Fenced(JobManager):
    """The manager of jobs in which only who has a job can end it or put it back; others are passed over in silence."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Ends a job, if it is still in these hands."""
        await self.connector.execute_query_async(
            query=_FINISH, job=job.id, attempts=job.attempts, status=status.value, delete=delete_job
        )

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Puts a job back, if it is still in these hands."""
        at = retry_at or datetime.now(UTC)
        await self.connector.execute_query_async(
            query=_RETRY, job=job.id, attempts=job.attempts, at=at, priority=priority, queue=queue, lock=lock
        )
