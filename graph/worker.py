"""The background worker: takes jobs under a lease, advances their campaigns, and picks up what a crash cut off."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from graph import decisions, identity_sweep
from graph.app import App
from graph.beside import Loop
from graph.glance import Glance
from graph.inbox import collect
from graph.nodes.deliver import closed
from graph.owner import is_gone, this_process
from graph.run import Run, StopAsked
from graph.runs import start_due
from graph.settle import settle
from graph.sorting import Sorter
from storage.errors import HandpickedError
from storage.records import CampaignStatus, Job, Progress, now
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from graph.pipeline import Pipeline

log = logging.getLogger("handpicked.worker")

IDLE_SECONDS = 0.25
TICK_SECONDS = 1.0
GLANCE_SECONDS = 0.2
"""How often a job looks whether somebody asked it to stop."""


class Worker:
    """Runs in threads of its own between ``start`` and ``stop``, or step by step through ``work_once``."""

    def __init__(self, app: App, threads: int = 2) -> None:
        self.app = app
        self._building = threading.Lock()
        self._built: Pipeline | None = None
        self._stopping = threading.Event()
        self._loops = [Loop(f"worker-{n}", self.work_once, IDLE_SECONDS, self._stopping) for n in range(threads)]
        self._loops.append(Loop("worker-tick", self.tick, TICK_SECONDS, self._stopping, first=TICK_SECONDS))
        self.owner = this_process()
        self._held: set[int] = set()
        self._sorter = Sorter(app)

    def start(self) -> None:
        """Pick up what was cut off, then work until stopped."""
        self.recover()
        for loop in self._loops:
            loop.start()
        self._sorter.start()

    def stop(self) -> None:
        """Stop between two items; what was running is put back and goes on at the next start."""
        self._stopping.set()
        self._sorter.stop()
        for loop in self._loops:
            loop.stop(within=30)

    def recover(self) -> None:
        """Put back the jobs of dead workers, settle their half-made sends, and ask for every unfinished campaign."""
        with self.app.write() as work:
            self._expire_gone(work)
            for campaign in work.campaigns.all():
                if campaign.status == CampaignStatus.OPEN and not work.jobs.has_active(campaign.id):
                    work.jobs.request(campaign.id)
            work.commit()
        settle(self.app)

    def work_once(self) -> bool:
        """Take one job and run it to its next question; false where no job waits."""
        with self.app.write() as work:
            job = work.jobs.claim(self.owner, now() + timedelta(seconds=self.app.settings.lease_seconds))
            work.commit()
        if job is None:
            return False
        self._run(job)
        return True

    def tick(self) -> None:
        """What time brings: due deliveries and searches, deferred leads, reactions, lost leases, leads to compare."""
        today = now().astimezone().date()
        with self.app.write() as work:
            self._expire_gone(work)
            decisions.reopen_due(work, today)
            for campaign_id in work.deliveries.campaigns_due(now(), without=closed(work, now())):
                if work.campaigns.get(campaign_id).status == CampaignStatus.OPEN:
                    work.jobs.request(campaign_id)
            start_due(work)
            work.commit()
        settle(self.app)
        collect(self.app)
        identity_sweep.sweep(self.app, most=identity_sweep.BATCH)

    def sort_answers(self) -> int:
        """Sort what came back, as a thread of its own does between ``start`` and ``stop``; how many were sorted."""
        return self._sorter.work_once()

    def _expire_gone(self, work: UnitOfWork) -> None:
        """Put back the jobs of dead workers; one that this worker runs is alive, however late its heartbeat is."""
        for job in work.jobs.running():
            if job.id not in self._held and is_gone(job):
                work.jobs.expire(job.id, job.owner)

    def _run(self, job: Job) -> None:
        self._held.add(job.id)
        try:
            self._advance(job)
        finally:
            self._held.discard(job.id)

    def _advance(self, job: Job) -> None:
        event, error = "finish", ""
        # Beside the heartbeat, which may have to wait until it can write.
        asked = Glance(lambda: self._is_stop_asked(job), GLANCE_SECONDS)
        with self._heartbeat(job) as lost:
            run = Run(
                self.app,
                self.owner,
                lambda progress: self._report(job, progress),
                lambda: lost.is_set() or self._stopping.is_set() or asked(),
            )
            try:
                if self._is_running(job):
                    self._walk(run, job.campaign_id)
            except StopAsked:
                event = "expire" if self._stopping.is_set() else "stop"
            except HandpickedError as problem:
                event, error = "fail", str(problem)
            except Exception as problem:
                log.exception("Campaign %s failed.", job.campaign_id)
                event = "fail"
                error = f"Something unexpected went wrong ({type(problem).__name__}: {problem}). What was done is kept."
        self._end(job, event, error)

    def _walk(self, run: Run, campaign_id: int) -> None:
        """Advance a campaign. LangGraph is imported at the first: it takes longer than all the rest of the start."""
        from graph import pipeline
        from storage.checkpoints import open_saver

        with self._building:
            self._built = self._built or pipeline.build(open_saver(self.app.settings.checkpoints))
        pipeline.advance(self._built, run, campaign_id)

    def _end(self, job: Job, event: str, error: str) -> None:
        with self.app.write() as work:
            if event == "expire":
                work.jobs.expire(job.id, self.owner)
            elif work.jobs.end(job.id, self.owner, event, error) and event == "fail":
                self._stop_campaign(work, job.campaign_id, error)
            work.commit()

    def _stop_campaign(self, work: UnitOfWork, campaign_id: int, error: str) -> None:
        work.jobs.ask_stop(campaign_id)
        if work.campaigns.get(campaign_id).status == CampaignStatus.OPEN:
            work.campaigns.move(campaign_id, "stop")
        work.audit.append("handpicked", "fail", "campaign", [campaign_id], {"error": error})

    def _report(self, job: Job, progress: Progress) -> None:
        with self.app.write() as work:
            work.jobs.set_progress(job.id, progress)
            if progress.stage:
                work.campaigns.set_stage(job.campaign_id, progress.stage)
            work.commit()

    def _is_stop_asked(self, job: Job) -> bool:
        try:
            with self.app.read() as work:
                return work.jobs.is_stop_asked(job.id)
        except HandpickedError as error:
            log.warning("could not see whether job %s is to stop: %s", job.id, error)
            return False  # the next look may succeed; what is under way need not fail for it

    def _is_running(self, job: Job) -> bool:
        with self.app.read() as work:
            return work.campaigns.get(job.campaign_id).status == CampaignStatus.OPEN

    @contextmanager
    def _heartbeat(self, job: Job) -> Iterator[threading.Event]:
        """Renew the lease while the job runs; the event is set when it is lost or a person asked to stop."""
        lost, ended = threading.Event(), threading.Event()
        lease = timedelta(seconds=self.app.settings.lease_seconds)

        def beat() -> None:
            while not ended.wait(min(0.5, lease.total_seconds() / 3)):
                try:
                    with self.app.write() as work:
                        kept = work.jobs.renew(job.id, self.owner, now() + lease)
                        work.commit()
                except HandpickedError:
                    log.warning("The lease of job %s could not be renewed.", job.id)
                    continue
                if not kept:
                    lost.set()

        thread = threading.Thread(target=beat, name=f"heartbeat-{job.id}", daemon=True)
        thread.start()
        try:
            yield lost
        finally:
            ended.set()
            thread.join()
