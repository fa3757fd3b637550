/* What is the most that one process can write to so many sockets?
 *
 * writer SOCKETS BYTES SECONDS: waits for so many connections, then sends all of them the same
 * message of so many bytes, one send() each, again and again. Nothing is parsed and nothing kept:
 * what is left is the price of the system calls. It says its port first, and ends with its input.
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SOCKETS_MAX = 20000, HEAD_BYTES = 4, BYTES_MIN = 126, BYTES_MAX = 60000 };

static int64_t now_ns(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* The text frame of RFC 6455 around an object of `bytes` bytes that begins with its time. */
static void write_frame(char *frame, int bytes)
{
    frame[0] = (char)0x81;
    frame[1] = 126;
    frame[2] = (char)(bytes >> 8);
    frame[3] = (char)bytes;
    char *text = frame + HEAD_BYTES;
    memset(text, 'x', (size_t)bytes);
    int used = snprintf(text, (size_t)bytes, "{\"t\":%19lld,\"text\":\"", (long long)now_ns());
    text[used] = 'x';
    memcpy(text + bytes - 2, "\"}", 2);
}

static int listen_here(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096))
        die("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int count, char **words)
{
    static int sockets[SOCKETS_MAX];
    static char frame[HEAD_BYTES + BYTES_MAX];
    if (count != 4)
        return 2;
    int wanted = atoi(words[1]), bytes = atoi(words[2]), one = 1;
    if (wanted < 1 || wanted > SOCKETS_MAX || bytes < BYTES_MIN || bytes > BYTES_MAX)
        return 2;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    /* Also while nobody connects. */
    alarm((unsigned)atoi(words[3]));
    int listener = listen_here();
    for (int number = 0; number < wanted; number++) {
        sockets[number] = accept(listener, NULL, NULL);
        if (sockets[number] < 0)
            die("accept");
        setsockopt(sockets[number], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    struct pollfd input = {.fd = 0, .events = POLLIN};
    while (!poll(&input, 1, 0)) {
        write_frame(frame, bytes);
        for (int number = 0; number < wanted; number++)
            if (send(sockets[number], frame, (size_t)(HEAD_BYTES + bytes), MSG_NOSIGNAL) < 0)
                return 0;
    }
    return 0;
}
