/* How late were most of them? Times in microseconds, to 10 up to a second and to 1,000 above. */

#include <stdint.h>

enum { FINE_US = 10, FINE = 100000, COARSE_US = 1000, COARSE = 120000 };

struct histogram {
    uint64_t fine[FINE], coarse[COARSE], all;
    int64_t highest;
};

static void add(struct histogram *to, int64_t us)
{
    us = us < 0 ? 0 : us;
    if (us < (int64_t)FINE_US * FINE)
        to->fine[us / FINE_US]++;
    else
        to->coarse[us / COARSE_US < COARSE ? us / COARSE_US : COARSE - 1]++;
    to->all++;
    to->highest = us > to->highest ? us : to->highest;
}

/* The upper end of the bucket that the smallest value lies in which so many do not exceed. */
static int64_t share_of(const struct histogram *of, double share)
{
    uint64_t seen = 0, wanted = (uint64_t)(share * (double)of->all + 0.999999);
    if (!of->all)
        return 0;
    for (int64_t place = 0; place < FINE; place++)
        if ((seen += of->fine[place]) >= wanted)
            return (place + 1) * FINE_US < of->highest ? (place + 1) * FINE_US : of->highest;
    for (int64_t place = 0; place < COARSE; place++)
        if ((seen += of->coarse[place]) >= wanted)
            return (place + 1) * COARSE_US < of->highest ? (place + 1) * COARSE_US : of->highest;
    return of->highest;
}
