"""Who follows a channel, and what have they not heard yet?

Subscriptions of one name, mode and filter that keep up form a cohort: they are at the same place,
and what comes next is put together once for all of them. Whoever does not keep up leaves the cohort
and reads on from memory at its own pace, the same way as one that comes back after a while: there
is no queue per reader that could grow.
"""

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice

from app.core.lag import Lag
from app.feed.change import Channel, Position
from app.feed.frames import Batch
from app.realtime.hub import metrics
from app.realtime.hub.cohort import PAGE_CHANGES_MAX, Cohort, Page, cuts, newest, overtake
from app.realtime.hub.connection import CohortKey, Subscription
from app.realtime.hub.filters import Entry
from app.realtime.hub.frames import Frame, changes_frame
from app.realtime.hub.ring import Ring
from app.realtime.protocol import OkFrame, PosFrame, ResetFrame, ResetReason

# Many come back at once, but not from so many places.
PAGES_MAX = 256
# Things of which a slow reader in mode `latest` has not heard yet; with more, it loads anew sooner.
KEPT_MAX = 10_000


class ChannelFeed:
    """One channel in one process: its head once it is ``known``, its memory and its followers."""

    def __init__(self, channel: Channel, ring: Ring | None = None) -> None:
        self.channel = channel
        self.position: Position | None = None
        self.known = asyncio.Event()
        self.ring = Ring() if ring is None else ring
        self.lag = Lag(metrics.DELIVERY_SECONDS.labels(channel))
        self._acknowledged = Lag(metrics.ACKNOWLEDGED_SECONDS)
        self._pending: list[Entry] = []
        self._cohorts: dict[CohortKey, Cohort] = {}
        self._pages: dict[tuple[CohortKey, int, int], Page] = {}

    @property
    def head(self) -> Position:
        assert self.position is not None, "nobody joins before the start"
        return self.position

    @property
    def subscriptions(self) -> int:
        return sum(len(each.members) + len(each.trailing) for each in self._cohorts.values())

    @property
    def trailing(self) -> int:
        return sum(len(each.trailing) for each in self._cohorts.values())

    def start(self, position: Position, history: Batch) -> None:
        self.position = position
        self.ring.extend(_entries(history))
        self.known.set()

    def take(self, batch: Batch) -> None:
        """What followed; it is told at the next `flush`."""
        self._pending.extend(_entries(batch))

    def flush(self) -> None:
        """Tell everybody what was taken since the last time."""
        entries, self._pending = self._pending, []
        if not entries:
            return
        self.position = Position(self.head.epoch, entries[-1].seq)
        self.ring.extend(entries)
        self._pages.clear()
        for cohort in self._cohorts.values():
            self._tell(cohort, entries)
        self.lag.since_change(entries[0].text)

    def lose(self, position: Position) -> None:
        """History was lost: everybody has to load anew."""
        reason: ResetReason = "epoch" if position.epoch != self.head.epoch else "expired"
        self.position = position
        self._pending.clear()
        self._pages.clear()
        self.ring.clear()
        for cohort in self._cohorts.values():
            cohort.told = position.seq
            for subscription in (*cohort.members, *cohort.trailing):
                self._reset(cohort, subscription, reason)

    def join(self, subscription: Subscription, epoch: str | None, since: int | None) -> None:
        """Follow from now on; with ``since`` (and the epoch it belongs to) from there, or, where
        that can't be done without a hole, after a reset."""
        key = subscription.cohort
        cohort = self._cohorts.get(key)
        if cohort is None:
            cohort = self._cohorts[key] = Cohort(*key, told=self.head.seq)
        reason = None if since is None else self._unresumable(epoch, since)
        if reason is not None:
            self._reset(cohort, subscription, reason)
            return
        begin = self.head.seq if since is None else since
        self._welcome(subscription, begin)
        if since is not None:
            metrics.RESUMES.add()
        if begin == self.head.seq:
            self._keep_up(cohort, subscription)
        else:
            self._trail(cohort, subscription, begin, begin)

    def is_ahead(self, epoch: str | None, since: int | None) -> bool:
        """Whether a reader of this history has been told more than is known here."""
        return since is not None and epoch == self.head.epoch and since > self.head.seq

    def leave(self, subscription: Subscription) -> None:
        cohort = self._cohorts.get(subscription.cohort)
        if cohort is None:
            return
        cohort.members.pop(subscription, None)
        cohort.trailing.pop(subscription, None)
        if not cohort.members and not cohort.trailing:
            del self._cohorts[subscription.cohort]

    def tell_positions(self) -> None:
        """Move those on for whom there was nothing; asked about once a second."""
        for cohort in self._cohorts.values():
            if cohort.told < self.head.seq:
                before, cohort.told = cohort.told, self.head.seq
                page = Page(_pos(cohort.name, self.head), self.head.seq)
                self._send(cohort, [page], before, self.head.seq)

    def acknowledge(self, seq: int) -> None:
        """Somebody says that they have got everything up to here."""
        if entry := self.ring.find(seq):
            self._acknowledged.since_change(entry.text)

    def _unresumable(self, epoch: str | None, since: int) -> ResetReason | None:
        if epoch != self.head.epoch:
            return "epoch"
        if self.is_ahead(epoch, since):
            return "ahead"
        return None if self._remembers(since) else "too_far"

    def _welcome(self, subscription: Subscription, seq: int) -> None:
        head = self.head
        subscription.connection.post(
            Frame.of(
                OkFrame(id=subscription.id, epoch=head.epoch, seq=seq, head=head.seq),
                place=_place(Position(head.epoch, seq)),
            )
        )

    def _reset(self, cohort: Cohort, subscription: Subscription, reason: ResetReason) -> None:
        metrics.RESETS.add()
        subscription.connection.post(Frame.of(ResetFrame(id=subscription.id, reason=reason)))
        self._welcome(subscription, self.head.seq)
        self._keep_up(cohort, subscription)

    def _keep_up(self, cohort: Cohort, subscription: Subscription) -> None:
        subscription.cursor = None
        subscription.kept.clear()
        cohort.trailing.pop(subscription, None)
        cohort.members[subscription] = None

    def _trail(self, cohort: Cohort, subscription: Subscription, told: int, looked: int) -> None:
        """Let it read on at its own pace; behind ``told`` nothing is wanted up to ``looked``."""
        cohort.members.pop(subscription, None)
        cohort.trailing[subscription] = None
        subscription.told, subscription.cursor = told, max(told, looked)
        if subscription.mode == "latest":
            if not self._remembers(subscription.cursor):
                self._give_up(cohort, subscription)
                return
            self._keep(cohort, subscription, cohort.wants(self.ring.after(subscription.cursor)))
        subscription.connection.when_drained(partial(self._go_on, cohort, subscription))

    def _keep(self, cohort: Cohort, subscription: Subscription, wanted: Sequence[Entry]) -> None:
        overtake(subscription.kept, wanted)
        subscription.cursor = self.head.seq
        if len(subscription.kept) > KEPT_MAX:
            self._give_up(cohort, subscription)

    def _give_up(self, cohort: Cohort, subscription: Subscription) -> None:
        cohort.trailing.pop(subscription, None)
        subscription.kept.clear()
        subscription.connection.close_slow()

    def _remembers(self, since: int) -> bool:
        return self.ring.reaches(since, self.head.seq)

    def _tell(self, cohort: Cohort, entries: Sequence[Entry]) -> None:
        wanted = cohort.wants(entries)
        conflated = False
        if cohort.mode == "latest":
            for subscription in list(cohort.trailing):
                self._keep(cohort, subscription, wanted)
            latest = list(newest(wanted).values())
            conflated = len(latest) < len(wanted)
            wanted = latest
        if wanted:
            before, cohort.told = cohort.told, entries[-1].seq
            told = cohort.pages(
                self.head.epoch, before, wanted, entries[-1].seq, conflated=conflated
            )
            self._send(cohort, list(told), before, entries[0].seq - 1)

    def _send(self, cohort: Cohort, pages: Sequence[Page], before: int, looked: int) -> None:
        """To every member that can take it; the others fall behind."""
        behind: list[tuple[Subscription, int]] = []
        for subscription in cohort.members:
            wire = subscription.connection.wire
            reached = before
            for page in pages:
                if wire.blocked:
                    behind.append((subscription, reached))
                    break
                assert page.frame is not None
                wire.write(page.frame)
                reached = page.seq
        for subscription, reached in behind:
            self._trail(cohort, subscription, reached, looked)

    def _go_on(self, cohort: Cohort, subscription: Subscription) -> None:
        """Send what is next until the reader has enough for now, or has caught up."""
        wire = subscription.connection.wire
        while subscription in cohort.trailing:
            if wire.blocked:
                subscription.connection.when_drained(partial(self._go_on, cohort, subscription))
                return
            if subscription.mode == "latest":
                self._give_kept(cohort, subscription)
            else:
                self._give_page(cohort, subscription)

    def _give_page(self, cohort: Cohort, subscription: Subscription) -> None:
        cursor = subscription.cursor
        assert cursor is not None
        if cursor >= self.head.seq:
            self._arrive(cohort, subscription)
        elif not self._remembers(cursor):
            self._give_up(cohort, subscription)
        else:
            page = self._page_behind(cohort, subscription, cursor)
            subscription.cursor = page.seq
            if page.frame is not None:
                subscription.connection.wire.write(page.frame)
                subscription.told = page.seq

    def _page_behind(self, cohort: Cohort, subscription: Subscription, cursor: int) -> Page:
        """Most of those who come back at once come from the same place."""
        key = (cohort.key, subscription.told, cursor)
        if key not in self._pages:
            if len(self._pages) >= PAGES_MAX:
                self._pages.clear()
            self._pages[key] = cohort.page_behind(
                self.head.epoch, subscription.told, self.ring.after(cursor)
            )
        return self._pages[key]

    def _give_kept(self, cohort: Cohort, subscription: Subscription) -> None:
        if not subscription.kept:
            self._arrive(cohort, subscription)
            return
        first = list(islice(subscription.kept.values(), PAGE_CHANGES_MAX))
        given = first[: next(cuts(first))[1]]
        is_all = len(given) == len(subscription.kept)
        seq = self.head.seq if is_all else given[-1].seq
        texts = [entry.text for entry in given]
        told = subscription.told
        frame = changes_frame(cohort.name, self.head.epoch, told, seq, texts, conflated=True)
        subscription.connection.wire.write(frame)
        subscription.told = seq
        for entry in given:
            del subscription.kept[entry.facts.thing]

    def _arrive(self, cohort: Cohort, subscription: Subscription) -> None:
        if subscription.told < self.head.seq:
            subscription.connection.post(_pos(cohort.name, self.head))
        self._keep_up(cohort, subscription)


def _entries(batch: Batch) -> Iterable[Entry]:
    return map(Entry, range(batch.from_seq, batch.to_seq + 1), batch.texts)


def _place(position: Position) -> str:
    return f"{position.epoch}:{position.seq}"


def _pos(name: str, head: Position) -> Frame:
    return Frame.of(PosFrame(id=name, seq=head.seq), place=_place(head))
