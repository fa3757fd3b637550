"""Does a history keep what is promised?

The invariants of the matrix (docs/faults.md), each as a function from a history to what breaks it.
An invariant that has nothing to judge is broken, too: a test that recorded nothing shows nothing.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

from app.feed.change import Channel
from tests.faults.history import (
    Bounds,
    ClientLog,
    Entry,
    History,
    Loaded,
    Moved,
    Placed,
    Reset,
    Took,
    Write,
)

EXAMPLES_MAX = 6
USUAL = Bounds()
Invariant = Callable[[History, Bounds], Iterator[str]]


def i1_each_commit_is_in_the_feed_once(history: History, bounds: Bounds) -> Iterator[str]:
    """I1: every committed movement has one row of the feed; its numbers have no hole."""
    if not history.ledger:
        yield "nothing was written"
    if history.waiting:
        yield f"{history.waiting} committed changes have no number"
    told = Counter(
        (int(entry.key), entry.version)
        for entry in history.feed
        if entry.type == "stock.level_changed"
    )
    for line in history.ledger:
        count = told[line.level_id, line.version]
        if count != 1:
            yield f"version {line.version} of level {line.level_id} is in the feed {count} times"
    for channel, (_, head) in history.heads.items():
        floor = history.floors.get(channel, 1)
        seqs = sorted(entry.seq for entry in history.feed if entry.channel is channel)
        if seqs != list(range(floor, head + 1)):
            yield f"{channel} has the numbers {_shortly(seqs)} between {floor} and {head}"


def i2_streams_have_no_hole(history: History, bounds: Bounds) -> Iterator[str]:
    """I2: what a client in mode `stream` took is the feed from its start to the head, each once."""
    streams = [log for log in history.clients if log.mode == "stream"]
    if not any(log.took for log in streams):
        yield "no client took anything"
    feed = _Feed(history)
    for log in streams:
        for found in _holes(log, feed, history, bounds):
            yield f"{log.name}: {found}"


class _Feed:
    """The feed, so that "what was there between these two" is answered fast."""

    def __init__(self, history: History) -> None:
        self.heads, self.floors = history.heads, history.floors
        self.entries: dict[Channel, list[Entry]] = defaultdict(list)
        for entry in sorted(history.feed, key=lambda entry: entry.seq):
            self.entries[entry.channel].append(entry)
        self._seqs = {
            channel: [entry.seq for entry in entries] for channel, entries in self.entries.items()
        }

    def between(self, channel: Channel, after: int, to: int) -> list[Entry]:
        """``after < seq <= to``"""
        seqs = self._seqs.get(channel, [])
        return self.entries[channel][bisect_right(seqs, after) : bisect_right(seqs, to)]

    def at(self, channel: Channel, seq: int) -> Entry | None:
        seqs = self._seqs.get(channel, [])
        place = bisect_left(seqs, seq)
        found = self.entries[channel][place : place + 1]
        return found[0] if found and found[0].seq == seq else None


def _holes(log: ClientLog, feed: _Feed, history: History, bounds: Bounds) -> Iterator[str]:
    epoch: str | None = None
    seq, resettable = 0, True
    for event in log.events:
        match event:
            case Reset():
                resettable = True
                if event.reason not in bounds.resets:
                    yield f"it was reset ({event.reason}), though nothing was lost"
            case Placed():
                again = event.asked is not None and (event.epoch, event.seq) == event.asked
                if not resettable and not (again and (event.epoch, event.seq) == (epoch, seq)):
                    yield (
                        f"it was at {seq} of {epoch} and was placed at {event.seq} of "
                        f"{event.epoch} without a reset"
                    )
                epoch, seq, resettable = event.epoch, event.seq, False
            case Took():
                yield from _missed(log, feed, epoch, seq, event.seq - 1)
                yield from _other(log, feed, epoch, seq, event)
                seq = max(seq, event.seq)
            case Moved():
                yield from _missed(log, feed, epoch, seq, event.seq)
                seq = max(seq, event.seq)
            case _:
                pass
    head = history.heads.get(log.channel)
    if log.attached and head is not None and (epoch, seq) != head:
        yield f"it stands at {seq} of {epoch}, but the head is {head[1]} of {head[0]}"


def _missed(log: ClientLog, feed: _Feed, epoch: str | None, after: int, to: int) -> Iterator[str]:
    head = feed.heads.get(log.channel)
    if head is None or head[0] != epoch:
        # The rows of an epoch that is over are gone.
        return
    missed = [entry.seq for entry in feed.between(log.channel, after, to) if log.wants(entry)]
    if missed:
        yield f"it missed {_shortly(missed)}"


def _other(log: ClientLog, feed: _Feed, epoch: str | None, seq: int, event: Took) -> Iterator[str]:
    if event.seq <= seq:
        yield f"it took {event.seq} when it had {seq} already"
    head = feed.heads.get(log.channel)
    if head is None or head[0] != epoch:
        return
    entry = feed.at(log.channel, event.seq)
    if entry is None:
        if (
            event.seq
            >= (feed.entries[log.channel] or [Entry("", log.channel, 0, "", "", 0)])[0].seq
        ):
            yield f"it took {event.seq}, which the feed does not have"
    elif (entry.type, entry.key, entry.version) != (event.type, event.key, event.version):
        yield (
            f"it took {event.type} {event.key} at version {event.version} as {event.seq}, "
            f"but the feed has {entry.type} {entry.key} at version {entry.version}"
        )
    elif not log.wants(entry):
        yield f"it took {event.seq}, which its filter leaves out"


def i3_versions_rise(history: History, bounds: Bounds) -> Iterator[str]:
    """I3: the versions of one thing rise in the feed, and never fall on a screen."""
    if not history.feed:
        yield "the feed is empty"
    newest: dict[tuple[Channel, str, str], tuple[int, int]] = {}
    for entry in sorted(history.feed, key=lambda entry: (entry.channel, entry.seq)):
        thing = (entry.channel, entry.type, entry.key)
        version, seq = newest.get(thing, (0, 0))
        if entry.version <= version:
            yield (
                f"{entry.type} {entry.key}: version {entry.version} (seq {entry.seq}) comes "
                f"behind version {version} (seq {seq})"
            )
        newest[thing] = (entry.version, entry.seq)
    for log in history.clients:
        yield from _backwards(log)


def _backwards(log: ClientLog) -> Iterator[str]:
    shown: dict[str, int] = {}
    for event in log.events:
        match event:
            case Reset():
                shown.clear()
            case Loaded():
                shown = {
                    key: max(version, shown.get(key, 0)) for key, version in event.versions.items()
                }
            case Took():
                before = shown.get(event.key, 0)
                if event.shown < before:
                    yield (
                        f"{log.name}: the screen went back from version {before} of {event.key} "
                        f"to {event.shown}"
                    )
                shown[event.key] = event.shown
            case _:
                pass


def i4_the_ledger_adds_up(history: History, bounds: Bounds) -> Iterator[str]:
    """I4: balance = ledger, never below zero; one line per accepted key, none per refused one."""
    if not history.writes or not history.levels:
        yield "no write was recorded"
    by_level: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    lines: Counter[str] = Counter()
    for line in history.ledger:
        sums = by_level[line.level_id]
        sums[0] += line.delta_on_hand
        sums[1] += line.delta_reserved
        lines[line.key or ""] += 1
        if line.on_hand_after < line.reserved_after:
            yield f"level {line.level_id} is below zero at version {line.version}"
    for level in history.levels:
        if by_level[level.id] != [level.on_hand, level.reserved]:
            yield (
                f"level {level.id} has {level.on_hand} and {level.reserved} reserved, "
                f"its ledger says {by_level[level.id]}"
            )
    versions = {(line.key, line.level_id, line.version) for line in history.ledger}
    for write in history.writes:
        if write.answers != 1:
            yield f"the key {write.key} was given {write.answers} different answers"
        if lines[write.key] != (write.version is not None):
            said = "refused" if write.version is None else "accepted"
            yield f"the key {write.key} was {said}, and has {lines[write.key]} lines"
        elif write.version and (write.key, write.level_id, write.version) not in versions:
            yield f"the key {write.key} was told another version than its line has"


def i5_reads_see_what_was_answered(history: History, bounds: Bounds) -> Iterator[str]:
    """I5: a read that began after the answer to a write shows that write, or a newer one."""
    if not history.reads:
        yield "no read was recorded"
    for read in history.reads:
        known = [
            write
            for write in history.writes
            if write.level_id == read.level_id
            and write.version is not None
            and write.ended + bounds.stale <= read.began
        ]
        newest = max(known, key=lambda write: write.version or 0, default=None)
        if newest is not None and read.version < (newest.version or 0):
            yield (
                f"{read.process} showed version {read.version} of level {read.level_id}, "
                f"{read.began - newest.ended:.2f} s after version {newest.version} was answered"
            )


def i6_others_are_not_slowed_down(history: History, bounds: Bounds) -> Iterator[str]:
    """I6: who reads fast is served as fast beside those who do not read."""
    if not history.calm or not history.disturbed:
        yield "no latency was recorded"
        return
    calm, disturbed = percentile(history.calm, 0.99), percentile(history.disturbed, 0.99)
    if disturbed > calm * bounds.slower + bounds.slower_by:
        yield f"p99 was {disturbed * 1000:.0f} ms beside stalled readers, {calm * 1000:.0f} without"


def i7_memory_is_bounded(history: History, bounds: Bounds) -> Iterator[str]:
    """I7: whoever does not read costs the server no more than its bound."""
    if not any(len(samples) > 1 for samples in history.memory.values()):
        yield "no memory was measured"
    for process, samples in history.memory.items():
        grown = max(samples) - samples[0]
        if grown > bounds.memory:
            yield f"{process} grew by {grown / 1_048_576:.0f} MiB"


def i8_screens_are_right_at_last(history: History, bounds: Bounds) -> Iterator[str]:
    """I8: whoever is connected shows the newest version of everything that it has seen."""
    if not any(log.attached and log.took for log in history.clients):
        yield "no client took anything"
    newest: dict[tuple[Channel, str], int] = {}
    for entry in history.feed:
        thing = (entry.channel, entry.key)
        newest[thing] = max(entry.version, newest.get(thing, 0))
    for log in history.clients:
        if not log.attached:
            continue
        shown: dict[str, int] = {}
        for event in log.events:
            if isinstance(event, Loaded):
                shown |= event.versions
            elif isinstance(event, Took):
                shown[event.key] = event.shown
        for key, version in shown.items():
            if version < newest.get((log.channel, key), 0):
                yield (
                    f"{log.name} shows version {version} of {key}, "
                    f"the newest is {newest[log.channel, key]}"
                )


def bound_nothing_is_late(history: History, bounds: Bounds) -> Iterator[str]:
    """Every write reached every client that was there, within the bound of the row."""
    assert bounds.late is not None, "the row states no bound"
    writes: dict[tuple[str, int | None], Write] = {
        (str(write.level_id), write.version): write
        for write in history.writes
        if write.version is not None and bounds.late_when(write)
    }
    if not writes:
        yield "no write was recorded"
    for log in history.clients:
        if not log.attached:
            continue
        for seconds, write in delays(log, writes):
            if seconds > bounds.late:
                yield (
                    f"{log.name} took version {write.version} of level {write.level_id} "
                    f"{seconds:.2f} s after its answer"
                )


def delays(
    log: ClientLog, writes: dict[tuple[str, int | None], Write]
) -> Iterator[tuple[float, Write]]:
    """How long after their answers a client took the writes, in seconds."""
    for event in log.took:
        write = writes.get((event.key, event.version))
        if write is not None:
            yield event.at - write.ended, write


INVARIANTS: dict[str, Invariant] = {
    "I1": i1_each_commit_is_in_the_feed_once,
    "I2": i2_streams_have_no_hole,
    "I3": i3_versions_rise,
    "I4": i4_the_ledger_adds_up,
    "I5": i5_reads_see_what_was_answered,
    "I6": i6_others_are_not_slowed_down,
    "I7": i7_memory_is_bounded,
    "I8": i8_screens_are_right_at_last,
    "bound": bound_nothing_is_late,
}


def broken(history: History, names: str, bounds: Bounds = USUAL) -> dict[str, list[str]]:
    """What breaks the invariants of these names (such as ``"I1 I2"``); empty if they are kept."""
    found = {
        name: list(islice(INVARIANTS[name](history, bounds), EXAMPLES_MAX))
        for name in names.split()
    }
    return {name: messages for name, messages in found.items() if messages}


def assert_kept(history: History, names: str, bounds: Bounds = USUAL) -> None:
    found = broken(history, names, bounds)
    assert not found, "\n".join(
        f"{name} is broken: {message}" for name, messages in found.items() for message in messages
    )


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _shortly(seqs: list[int]) -> str:
    """``[1, 2, 3, 7]`` is ``1-3, 7``; a long list is cut."""
    parts: list[list[int]] = []
    for seq in seqs:
        if parts and seq == parts[-1][1] + 1:
            parts[-1][1] = seq
        else:
            parts.append([seq, seq])
    words = [str(low) if low == high else f"{low}-{high}" for low, high in parts]
    return ", ".join(words[:EXAMPLES_MAX]) + (" ..." if len(words) > EXAMPLES_MAX else "")
