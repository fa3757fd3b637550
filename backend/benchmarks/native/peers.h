/* The connections: how they begin, what is written to them, and how they end. */

enum { CODES_MAX = 5000, RETRY_NS = 20000000, STALLED_RCVBUF = 4096, NOTHING = -1 };

enum state { CLOSED, CONNECTING, SHAKING, OPEN };

struct peer {
    int fd;
    enum state state;
    bool live, stalled, hushed;
    char *rest; /* the beginning of a frame */
    size_t rest_bytes, rest_room;
    char epoch[68];
    int64_t position, target;
    uint64_t changes;
    int code;
};

static struct {
    uint64_t frames, changes, bytes, holes, resets, lost, refused;
    int64_t first_lost, first_live, last_live;
    struct histogram late;
} count;

static struct peer peers[SOCKETS_MAX];
static int codes[CODES_MAX]; /* how often the server closed with each */
static int live_count, under_way, next_new, poller, behind_spread;
static bool come_back, draining;
static int64_t began, now_mono, now_real, retry_at;

static int64_t clock_ns(clockid_t clock)
{
    struct timespec at;
    clock_gettime(clock, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static void watch(struct peer *peer, int operation, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = peer};
    epoll_ctl(poller, operation, peer->fd, &event);
}

/* Connecting, and being lost. */

static void lose(struct peer *peer)
{
    if (peer->state == CLOSED)
        return;
    if (peer->state != OPEN)
        under_way--;
    if (peer->live) {
        live_count--;
        count.lost++;
        if (!count.first_lost)
            count.first_lost = now_mono;
    }
    if (peer->code == NOTHING)
        peer->code = 1006;
    if (peer->state == OPEN && peer->code < CODES_MAX)
        codes[peer->code]++;
    /* At once and without TIME_WAIT: the ports are needed for the next measurement. */
    struct linger linger = {1, 0};
    setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(peer->fd);
    peer->state = CLOSED;
    peer->live = peer->hushed = false;
    peer->rest_bytes = 0;
}

static void begin_connection(struct peer *peer)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)job.port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    peer->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (peer->fd < 0)
        fail("no socket: %s", strerror(errno));
    int one = 1, small = STALLED_RCVBUF;
    setsockopt(peer->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (peer->stalled)
        setsockopt(peer->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    peer->code = NOTHING;
    peer->state = CONNECTING;
    under_way++;
    if (connect(peer->fd, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS) {
        count.refused++;
        lose(peer);
        return;
    }
    watch(peer, EPOLL_CTL_ADD, EPOLLOUT);
}

static void connect_more(void)
{
    while (next_new < job.sockets && under_way < job.at_once)
        begin_connection(&peers[next_new++]);
    if (!come_back || now_mono < retry_at)
        return;
    retry_at = now_mono + RETRY_NS;
    for (int number = 0; number < next_new; number++)
        if (peers[number].state == CLOSED && under_way < job.at_once)
            begin_connection(&peers[number]);
}

/* What is written: small and seldom, so it is expected to fit. */

static void put(struct peer *peer, const void *bytes, size_t size)
{
    if (send(peer->fd, bytes, size, MSG_NOSIGNAL) != (ssize_t)size)
        lose(peer);
}

static void put_frame(struct peer *peer, int opcode, const char *payload, size_t size)
{
    static const unsigned char mask[4] = {0x21, 0x74, 0x61, 0x6e};
    unsigned char frame[LINE_BYTES + 16];
    size_t used = 0;
    frame[used++] = (unsigned char)(0x80 | opcode);
    if (size < 126) {
        frame[used++] = (unsigned char)(0x80 | size);
    } else {
        frame[used++] = 0x80 | 126;
        frame[used++] = (unsigned char)(size >> 8);
        frame[used++] = (unsigned char)size;
    }
    memcpy(frame + used, mask, 4);
    used += 4;
    for (size_t place = 0; place < size; place++)
        frame[used++] = (unsigned char)payload[place] ^ mask[place % 4];
    put(peer, frame, used);
}

static void put_again(struct peer *peer)
{
    /* Everybody is at a place of his own, as after a morning of changes. */
    int64_t since = peer->position - (behind_spread ? (peer - peers) % (behind_spread + 1) : 0);
    char number[24], message[LINE_BYTES];
    snprintf(number, sizeof number, "%lld", (long long)(since < 0 ? 0 : since));
    size_t used = 0;
    for (const char *from = job.again; *from && used < sizeof message - 80;) {
        const char *value = NULL;
        if (!strncmp(from, "{epoch}", 7))
            value = peer->epoch;
        else if (!strncmp(from, "{since}", 7))
            value = number;
        if (value) {
            used += (size_t)snprintf(message + used, sizeof message - used, "%s", value);
            from += 7;
        } else {
            message[used++] = *from++;
        }
    }
    peer->position = since < 0 ? 0 : since;
    put_frame(peer, 1, message, used);
}

static void shake_hands(struct peer *peer)
{
    char request[LINE_BYTES * 2];
    int used = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGFuYW1vcmkgYmVuY2ggIQ==\r\n",
                        job.path, job.port);
    if (job.identity_count)
        used += snprintf(request + used, sizeof request - (size_t)used, "%s\r\n",
                         job.identities[(peer - peers) % job.identity_count]);
    used += snprintf(request + used, sizeof request - (size_t)used, "\r\n");
    peer->state = SHAKING;
    put(peer, request, (size_t)used);
}

static void set_live(struct peer *peer)
{
    if (peer->live)
        return;
    peer->live = true;
    live_count++;
    count.first_live = count.first_live ? count.first_live : now_mono;
    count.last_live = now_mono;
    if (peer->stalled && !draining) {
        /* Only its end is still heard of. */
        peer->hushed = true;
        watch(peer, EPOLL_CTL_MOD, EPOLLRDHUP);
    }
}

static void open_up(struct peer *peer)
{
    peer->state = OPEN;
    under_way--;
    watch(peer, EPOLL_CTL_MOD, EPOLLIN);
    bool back = come_back && peer->epoch[0] && job.again[0];
    if (back)
        put_again(peer);
    for (int line = 0; line < job.send_count && !back && peer->state == OPEN; line++)
        put_frame(peer, 1, job.sends[line], strlen(job.sends[line]));
    if (!job.send_count && peer->state == OPEN)
        set_live(peer);
}

static void connected(struct peer *peer)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(peer->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error) {
        count.refused++;
        lose(peer);
    } else if (job.plain) {
        open_up(peer);
    } else {
        shake_hands(peer);
        if (peer->state == SHAKING)
            watch(peer, EPOLL_CTL_MOD, EPOLLIN);
    }
}
