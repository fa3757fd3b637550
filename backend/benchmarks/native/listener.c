/* What arrives at many sockets at once, and how late?
 *
 * Opens the connections of a job to one port of this machine and counts what comes over them. The
 * job stands on its standard input, a line per value, up to the line "begin"; after that a line is
 * a command, and each is answered by one line of JSON. It ends with its input, or at its deadline.
 *
 *   port N            on the loopback interface
 *   sockets N
 *   plain             no handshake: bytes are frames of RFC 6455 from the first one on
 *   path /ws
 *   identity TEXT     a header of the handshake; of several, each socket takes the next
 *   send TEXT         a message after the handshake; any number
 *   again TEXT        the same when a lost socket is back; {epoch} and {since} are put in
 *   clock t | at      changes carry "t":<ns of CLOCK_MONOTONIC>, or "at":"<RFC 3339>"
 *   stalled N         so many of the sockets are not read any more once they are live
 *   at_once N         connections that may be under way at the same time
 *   deadline MS       the most that the whole may take
 *
 *   live MS           wait until every socket is
 *   measure MS        count from now on, for so long or up to the next line
 *   return MS SPREAD  lost sockets come back by themselves, each up to SPREAD changes behind its
 *                     position; answered when all are live and have caught up again
 *   drain MS          read the stalled ones too, until they are closed
 *
 * A socket is live after the handshake, and where something is sent, after the answer "ok".
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "histogram.h"
#include "job.h"
#include "peers.h"

enum { EVENTS_MAX = 512, READ_BYTES = 1 << 18, FRAME_BYTES_MAX = 1 << 23 };

static char scratch[FRAME_BYTES_MAX + READ_BYTES];

/* What is read. */

static int64_t number_after(const char *text, size_t size, const char *name)
{
    const char *found = memmem(text, size, name, strlen(name));
    return found ? strtoll(found + strlen(name), NULL, 10) : NOTHING;
}

static int digits(const char *text, int count_of)
{
    int value = 0;
    while (count_of--)
        value = value * 10 + (*text++ - '0');
    return value;
}

/* 2026-03-01T09:30:00.123456Z; the day is worked out once. */
static int64_t moment(const char *text)
{
    static char day[11];
    static int64_t day_ns;
    if (memcmp(day, text, 10)) {
        struct tm parts = {.tm_year = digits(text, 4) - 1900,
                           .tm_mon = digits(text + 5, 2) - 1,
                           .tm_mday = digits(text + 8, 2)};
        memcpy(day, text, 10);
        day_ns = timegm(&parts) * 1000000000LL;
    }
    int64_t seconds = digits(text + 11, 2) * 3600LL + digits(text + 14, 2) * 60LL + digits(text + 17, 2);
    return day_ns + seconds * 1000000000LL + digits(text + 20, 6) * 1000LL;
}

static uint64_t take_changes(const char *text, size_t size)
{
    const char *marker = job.clock_at ? "\"at\":\"" : "\"t\":", *end = text + size;
    size_t length = strlen(marker), least = job.clock_at ? 27 : 1;
    uint64_t found = 0;
    for (const char *at = text; (at = memmem(at, (size_t)(end - at), marker, length)); found++) {
        at += length;
        if ((size_t)(end - at) < least)
            break;
        int64_t made = job.clock_at ? moment(at) : strtoll(at, NULL, 10);
        add(&count.late, ((job.clock_at ? now_real : now_mono) - made) / 1000);
    }
    return found;
}

static void take_ok(struct peer *peer, const char *text, size_t size)
{
    const char *epoch = memmem(text, size, "\"epoch\":\"", 9);
    if (epoch)
        sscanf(epoch + 9, "%64[^\"]", peer->epoch);
    int64_t seq = number_after(text, size, "\"seq\":");
    peer->target = number_after(text, size, "\"head\":");
    if (peer->position > 0 && come_back && seq != peer->position)
        count.holes++;
    peer->position = seq;
    if (peer->position >= peer->target)
        set_live(peer);
}

static void move_on(struct peer *peer, int64_t seq)
{
    if (seq > peer->position)
        peer->position = seq;
    if (peer->state == OPEN && !peer->live && peer->epoch[0] && peer->position >= peer->target)
        set_live(peer);
}

static void take_message(struct peer *peer, const char *text, size_t size)
{
    size_t head = size < 200 ? size : 200;
    bool of_ours = size > 9 && !memcmp(text, "{\"type\":\"", 9);
    const char *kind = text + 9;
    if (of_ours && size > 18 && !memcmp(kind, "changes\"", 8)) {
        int64_t prev = number_after(text, head, "\"prev\":");
        if (peer->position >= 0 && prev > peer->position)
            count.holes++;
        move_on(peer, number_after(text, head, "\"seq\":"));
    } else if (of_ours) {
        if (!memcmp(kind, "ok\"", 3))
            take_ok(peer, text, size);
        else if (!memcmp(kind, "pos\"", 4))
            move_on(peer, number_after(text, size, "\"seq\":"));
        else if (!memcmp(kind, "reset\"", 6))
            count.resets++;
        return;
    }
    uint64_t found = take_changes(text, size);
    count.frames++;
    count.changes += found;
    count.bytes += size;
    peer->changes += found;
}

static void take_frame(struct peer *peer, int opcode, const char *payload, size_t size)
{
    if (opcode == 1) {
        take_message(peer, payload, size);
    } else if (opcode == 9) {
        put_frame(peer, 10, payload, size < 125 ? size : 125);
    } else if (opcode == 8) {
        peer->code = size >= 2 ? (unsigned char)payload[0] << 8 | (unsigned char)payload[1] : 1005;
        put_frame(peer, 8, payload, size < 2 ? size : 2);
        lose(peer);
    }
}

/* Every whole frame of these bytes; how many bytes they were. */
static size_t take_frames(struct peer *peer, const char *bytes, size_t size)
{
    size_t used = 0;
    while (peer->state == OPEN && size - used >= 2) {
        const unsigned char *head = (const unsigned char *)bytes + used;
        size_t left = size - used, start = 2, length = head[1] & 0x7f;
        if (length == 126 || length == 127) {
            size_t wide = length == 126 ? 2 : 8;
            if (left < 2 + wide)
                break;
            length = 0;
            for (size_t place = 0; place < wide; place++)
                length = length << 8 | head[2 + place];
            start += wide;
        }
        if (length > FRAME_BYTES_MAX - 16)
            fail("a frame of %zu bytes", length);
        if (left < start + length)
            break;
        used += start + length;
        take_frame(peer, head[0] & 0x0f, (const char *)head + start, length);
    }
    return used;
}

static size_t take_answer(struct peer *peer, const char *bytes, size_t size)
{
    const char *end = memmem(bytes, size, "\r\n\r\n", 4);
    if (!end)
        return 0;
    if (size < 12 || memcmp(bytes, "HTTP/1.1 101", 12)) {
        count.refused++;
        lose(peer);
        return size;
    }
    open_up(peer);
    return (size_t)(end - bytes) + 4;
}

static void take(struct peer *peer)
{
    memcpy(scratch, peer->rest, peer->rest_bytes);
    ssize_t got = recv(peer->fd, scratch + peer->rest_bytes, READ_BYTES, 0);
    now_mono = clock_ns(CLOCK_MONOTONIC);
    now_real = job.clock_at ? clock_ns(CLOCK_REALTIME) : 0;
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            lose(peer);
        return;
    }
    size_t size = peer->rest_bytes + (size_t)got, used = 0;
    if (peer->state == SHAKING)
        used = take_answer(peer, scratch, size);
    used += take_frames(peer, scratch + used, size - used);
    peer->rest_bytes = peer->state == CLOSED ? 0 : size - used;
    if (peer->rest_bytes > peer->rest_room) {
        peer->rest_room = peer->rest_bytes * 2;
        peer->rest = realloc(peer->rest, peer->rest_room);
    }
    memcpy(peer->rest, scratch + used, peer->rest_bytes);
}

static void attend(struct peer *peer, uint32_t events)
{
    if (peer->state == CONNECTING)
        connected(peer);
    else if (peer->hushed && events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        lose(peer);
    else if (peer->state != CLOSED)
        take(peer);
}

/* One turn: at most until `until`. */
static void turn(int64_t until)
{
    struct epoll_event events[EVENTS_MAX];
    now_mono = clock_ns(CLOCK_MONOTONIC);
    if (now_mono - began > job.deadline * 1000000)
        fail("not done within %lld ms", (long long)job.deadline);
    connect_more();
    int64_t left = (until - now_mono) / 1000000 + 1;
    int wait = left < 0 ? 0 : left > 20 ? 20 : (int)left;
    int ready = epoll_wait(poller, events, EVENTS_MAX, wait);
    now_mono = clock_ns(CLOCK_MONOTONIC);
    for (int place = 0; place < ready; place++)
        attend(events[place].data.ptr, events[place].events);
}

/* Commands. */

static int followers(void)
{
    return job.sockets - job.stalled;
}

static double cpu_seconds(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void forget(void)
{
    memset(&count, 0, sizeof count);
    memset(codes, 0, sizeof codes);
    for (int number = 0; number < job.sockets; number++)
        peers[number].changes = 0;
}

static void say(int64_t since, double cpu_before)
{
    uint64_t fewest = UINT64_MAX, most = 0;
    for (int number = 0; number < followers(); number++) {
        fewest = peers[number].changes < fewest ? peers[number].changes : fewest;
        most = peers[number].changes > most ? peers[number].changes : most;
    }
    printf("{\"seconds\":%.6f,\"live\":%d,\"frames\":%llu,\"changes\":%llu,\"bytes\":%llu,"
           "\"fewest\":%llu,\"most\":%llu,\"holes\":%llu,\"resets\":%llu,\"lost\":%llu,"
           "\"refused\":%llu,\"p50_us\":%lld,\"p99_us\":%lld,\"max_us\":%lld,"
           "\"cpu_seconds\":%.6f,\"first_lost_ns\":%lld,\"first_live_ns\":%lld,"
           "\"last_live_ns\":%lld,\"closed\":{",
           (double)(now_mono - since) / 1e9, live_count, (unsigned long long)count.frames,
           (unsigned long long)count.changes, (unsigned long long)count.bytes,
           (unsigned long long)(followers() ? fewest : 0), (unsigned long long)most,
           (unsigned long long)count.holes, (unsigned long long)count.resets,
           (unsigned long long)count.lost, (unsigned long long)count.refused,
           (long long)share_of(&count.late, 0.50), (long long)share_of(&count.late, 0.99),
           (long long)count.late.highest, cpu_seconds() - cpu_before,
           (long long)count.first_lost, (long long)count.first_live, (long long)count.last_live);
    const char *comma = "";
    for (int code = 0; code < CODES_MAX; code++)
        if (codes[code]) {
            printf("%s\"%d\":%d", comma, code, codes[code]);
            comma = ",";
        }
    printf("}}\n");
    fflush(stdout);
}

static bool stalled_are_gone(void)
{
    for (int number = followers(); number < job.sockets; number++)
        if (peers[number].state != CLOSED)
            return false;
    return true;
}

static void drain(void)
{
    draining = true;
    for (int number = followers(); number < job.sockets; number++)
        if (peers[number].hushed) {
            peers[number].hushed = false;
            watch(&peers[number], EPOLL_CTL_MOD, EPOLLIN);
        }
}

static bool told_to_end(void)
{
    struct pollfd input = {.fd = 0, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

static void obey(const char *command)
{
    long long ms = 0;
    int spread = 0;
    double cpu_before = cpu_seconds();
    int64_t since = clock_ns(CLOCK_MONOTONIC);
    char word[16];
    if (sscanf(command, "%15s %lld %d", word, &ms, &spread) < 2)
        fail("unknown: %s", command);
    int64_t until = since + ms * 1000000;
    if (!strcmp(word, "live")) {
        while (live_count < job.sockets && now_mono < until)
            turn(until);
    } else if (!strcmp(word, "measure")) {
        forget();
        while (now_mono < until && !told_to_end())
            turn(until);
    } else if (!strcmp(word, "return")) {
        forget();
        come_back = true;
        behind_spread = spread;
        job.at_once = job.sockets;
        while (!(count.lost && live_count == job.sockets) && now_mono < until)
            turn(until);
    } else if (!strcmp(word, "drain")) {
        drain();
        while (!stalled_are_gone() && now_mono < until)
            turn(until);
    } else {
        fail("unknown: %s", command);
    }
    say(since, cpu_before);
}

int main(void)
{
    static char line[LINE_BYTES];
    while (read_line(line) && strcmp(line, "begin"))
        note(line);
    if (job.port <= 0 || job.sockets <= 0 || job.sockets > SOCKETS_MAX || job.stalled > job.sockets)
        fail("a job names a port and at most %d sockets", SOCKETS_MAX);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    poller = epoll_create1(EPOLL_CLOEXEC);
    began = now_mono = clock_ns(CLOCK_MONOTONIC);
    for (int number = 0; number < job.sockets; number++) {
        peers[number].position = NOTHING;
        peers[number].stalled = number >= followers();
    }
    while (read_line(line))
        if (*line)
            obey(line);
    for (int number = 0; number < job.sockets; number++)
        lose(&peers[number]);
    return 0;
}
