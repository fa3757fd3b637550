/* What is asked of the listener, a line per value. */

enum { SOCKETS_MAX = 20000, LINES_MAX = 8, LINE_BYTES = 8192 };

static struct job {
    int port, sockets, stalled, at_once;
    bool plain, clock_at;
    int64_t deadline;
    char path[256], again[LINE_BYTES];
    char sends[LINES_MAX][LINE_BYTES], *identities[SOCKETS_MAX];
    int send_count, identity_count;
} job = {.at_once = 128, .deadline = 60000, .path = "/"};

static void fail(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    exit(1);
}

static void note(const char *line)
{
    char word[16];
    int used = 0;
    if (sscanf(line, "%15s %n", word, &used) < 1)
        return;
    const char *value = line + used;
    if (!strcmp(word, "port"))
        job.port = atoi(value);
    else if (!strcmp(word, "sockets"))
        job.sockets = atoi(value);
    else if (!strcmp(word, "stalled"))
        job.stalled = atoi(value);
    else if (!strcmp(word, "at_once"))
        job.at_once = atoi(value);
    else if (!strcmp(word, "deadline"))
        job.deadline = atoll(value);
    else if (!strcmp(word, "plain"))
        job.plain = true;
    else if (!strcmp(word, "clock"))
        job.clock_at = !strcmp(value, "at");
    else if (!strcmp(word, "path"))
        snprintf(job.path, sizeof job.path, "%s", value);
    else if (!strcmp(word, "again"))
        snprintf(job.again, sizeof job.again, "%s", value);
    else if (!strcmp(word, "identity") && job.identity_count < SOCKETS_MAX)
        job.identities[job.identity_count++] = strdup(value);
    else if (!strcmp(word, "send") && job.send_count < LINES_MAX)
        snprintf(job.sends[job.send_count++], LINE_BYTES, "%s", value);
    else
        fail("unknown: %s", line);
}

static bool read_line(char *line)
{
    if (!fgets(line, LINE_BYTES, stdin))
        return false;
    line[strcspn(line, "\n")] = '\0';
    return true;
}
