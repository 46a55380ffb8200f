"""One deadline for all searches, and Ctrl-C that ends them with the best so far."""

import signal
import threading
from collections.abc import Iterator

import pytest

from speeddating.domain.plan import Budget, Progress
from speeddating.solve import clock as module
from speeddating.solve.clock import MOST_WORKERS, Clock, interruptible


@pytest.fixture(autouse=True)
def ctrl_c_as_python_has_it() -> Iterator[None]:
    """A shell starts its jobs in the background with Ctrl-C ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of day, moved by hand."""
    times = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: times[0])
    return times


def at(now: list[float], seconds: float) -> None:
    now[0] = 100.0 + seconds


def test_seconds_run_from_the_start_to_the_deadline_and_not_beyond(now: list[float]) -> None:
    clock = Clock(Budget(seconds=10), started=100.0)
    assert (clock.seconds, clock.left, clock.over) == (0, 10, False)
    at(now, 4)
    assert (clock.seconds, clock.left, clock.over) == (4, 6, False)
    at(now, 40)
    assert (clock.seconds, clock.left, clock.over) == (40, 0, True)


@pytest.mark.parametrize(("searches", "expected"), [(1, 10), (2, 5), (3, 5), (10, 5), (0, 10)])
def test_a_search_gets_half_of_what_is_left_and_the_last_one_all(
    now: list[float], searches: int, expected: float
) -> None:
    assert now
    assert Clock(Budget(seconds=10), started=100.0).share(searches) == expected


def test_shares_one_after_the_other_never_exceed_the_budget(now: list[float]) -> None:
    clock, used = Clock(Budget(seconds=10), started=100.0), 0.0
    for searches in (4, 3, 2, 1):
        used += clock.share(searches)
        at(now, used)
    assert used == pytest.approx(10)


def test_whoever_stops_for_want_of_time_blames_the_deadline(now: list[float]) -> None:
    assert now
    clock = Clock(Budget(seconds=10), started=100.0)
    assert not clock.ended()
    assert not clock.ended(9.0)
    assert not clock.cut
    assert clock.ended(10.0)
    assert clock.cut


def test_whoever_is_stopped_does_not_blame_the_deadline() -> None:
    clock = Clock(Budget(seconds=10))
    clock.cancelled.set()
    assert clock.ended()
    assert not clock.cut


def test_what_ended_a_search_is_told() -> None:
    finished, cut, both = Clock(Budget()), Clock(Budget(), cut=True), Clock(Budget(), cut=True)
    both.cancelled.set()
    assert [clock.stopped for clock in (finished, cut, both)] == [
        "finished",
        "deadline",
        "cancelled",
    ]
    assert [clock.over for clock in (finished, cut, both)] == [False, False, True]


@pytest.mark.parametrize(
    ("processors", "expected"), [(None, 1), (1, 1), (4, 4), (64, MOST_WORKERS)]
)
def test_as_many_workers_as_processors_up_to_a_limit(
    monkeypatch: pytest.MonkeyPatch, processors: int | None, expected: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    assert Clock(Budget()).workers == expected
    assert Clock(Budget(workers=3)).workers == 3
    assert Clock(Budget(workers=3, reproducible=True)).workers == 1


def test_progress_is_handed_on_if_anybody_listens() -> None:
    told: list[Progress] = []
    progress = Progress(level="moves", value=1, bound=0, seconds=0.1)
    Clock(Budget()).tell(progress)
    Clock(Budget(), on_progress=told.append).tell(progress)
    assert told == [progress]


def test_the_first_ctrl_c_cancels_and_a_second_one_interrupts() -> None:
    clock = Clock(Budget())
    with interruptible(clock):
        signal.raise_signal(signal.SIGINT)
        assert clock.stopped == "cancelled"
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_is_as_before_once_the_block_is_left() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible(Clock(Budget())):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(LookupError), interruptible(Clock(Budget())):
        raise LookupError
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_a_handler_of_the_caller_is_put_back_and_hears_the_second_ctrl_c() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        with interruptible(Clock(Budget())):
            signal.raise_signal(signal.SIGINT)
            assert heard == []
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT] * 2


def test_blocks_within_blocks_give_the_outer_one_its_turn() -> None:
    outer, inner = Clock(Budget()), Clock(Budget())
    with interruptible(outer):
        with interruptible(inner):
            signal.raise_signal(signal.SIGINT)
        assert (inner.cancelled.is_set(), outer.cancelled.is_set()) == (True, False)
        signal.raise_signal(signal.SIGINT)
        assert outer.cancelled.is_set()


def test_outside_the_main_thread_signals_are_left_alone() -> None:
    before, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with interruptible(Clock(Budget())):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
