"""Processes that take a task at a time, and are ended where it takes too long: a mutant may never stop grounding."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[T], R]
Start = Callable[[], Work[T, R]]
"""Called once in each process; returns what does a task there."""


class TooLong(Exception):  # noqa: N818 - no error of the program
    """A task took longer than it may."""


class Ended(Exception):  # noqa: N818 - no error of the program
    """The process ended under a task."""


def done(
    start: Start[T, R], tasks: Sequence[T], *, jobs: int, seconds: float
) -> Iterator[tuple[int, R | TooLong | Ended]]:
    """Yield the number of each task and what came of it, as they end.

    Args:
        start: called in each process, and picklable.
        jobs: processes.
        seconds: that a task may take.

    Raises:
        Exception: what ``start`` or a task raised.
    """
    waiting = deque(range(len(tasks)))
    workers: list[_Worker[T, R]] = []
    try:
        workers = [_Worker(start) for _ in range(min(jobs, len(tasks)))]
        while waiting or any(worker.task is not None for worker in workers):
            for place, worker in enumerate(workers):
                if worker.task is not None and worker.since is not None and time.monotonic() - worker.since > seconds:
                    yield worker.task, TooLong()
                    worker.end()
                    workers[place] = _Worker(start)
            for worker in workers:
                if worker.task is None and worker.ready and waiting:
                    number = waiting.popleft()
                    worker.take(number, tasks[number])
            heard = wait([worker.pipe for worker in workers], timeout=0.2)
            for place, worker in enumerate(workers):
                if worker.pipe in heard:
                    task, found = worker.hear()
                    if task is not None and found is not None:
                        yield task, found
                    if isinstance(found, Ended):
                        worker.end()
                        workers[place] = _Worker(start)
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[T, R]):
    def __init__(self, start: Start[T, R]) -> None:
        self.pipe: Connection
        self.pipe, other = multiprocessing.Pipe()
        self.task: int | None = None
        self.since: float | None = None
        self.ready = False
        self._process: BaseProcess = multiprocessing.Process(target=_serve, args=(other, start), daemon=True)
        self._process.start()
        other.close()

    def take(self, number: int, task: T) -> None:
        """Give the process a task."""
        self.task, self.since = number, time.monotonic()
        self.pipe.send((number, task))

    def hear(self) -> tuple[int | None, R | Ended | None]:
        """Return what the process says: which task, and what came of it; at first only that it is ready."""
        number = self.task
        try:
            said, value = self.pipe.recv()
        except (EOFError, OSError):
            if not self.ready:
                raise Ended from None
            self.task = self.since = None
            return number, Ended()
        if said == "fault":
            raise value
        self.task = self.since = None
        self.ready = True
        return (None, None) if said == "ready" else (number, value)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, start: Start[Any, Any]) -> None:
    """Take tasks from the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = start()
        pipe.send(("ready", None))
        while True:
            number, task = pipe.recv()
            pipe.send((number, work(task)))
    except (EOFError, OSError):
        return
    except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
        pipe.send(("fault", error))
