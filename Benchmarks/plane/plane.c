// A lean control plane for measurements: as little work as possible for each request, so that the clients are what is measured.
//
//   plane SESSIONS LATENCY_MS RATE DIALECT
//
// One account with SESSIONS sessions in production pools of 500, and one sandbox session that must survive. Every answer waits
// LATENCY_MS. RATE is how many requests a second are answered, 0 for all; the others get 429, counted as DIALECT says:
// "window" (each whole second) or "bucket" (a burst of RATE), followed by "+seconds" when Retry-After says how long to wait.
// Prints "PORT\n" when it listens on 127.0.0.1. GET /-/stats answers {"left":…,"others":…,"deletes":…,"throttled":…,"requests":…}.
// It checks ids and nothing else: no signature.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define IN 65536
struct waiting { double due; int fd; unsigned gen; int kind; long session; };
struct conn { char in[IN]; int have; unsigned gen; char *out; size_t len, sent; };

static struct conn *conns[65536];
static unsigned gens[65536];
static char *alive;
static long sessions, left, deletes, throttled, requests, others = 1;
static double latency, rate, tokens, filled;
static long window = -1, in_window;
static int bucket, seconds, ep;
// Answers wait for the same time, so the one that came first goes first.
static struct waiting *queue;
static size_t head, tail, capacity = 1 << 16;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static int admitted(void) {
    if (rate <= 0) return 1;
    if (bucket) {
        double t = now();
        tokens += (t - filled) * rate;
        if (tokens > rate) tokens = rate;
        filled = t;
        if (tokens < 1) return 0;
        tokens -= 1;
        return 1;
    }
    long second = (long)wall();
    if (second != window) { window = second; in_window = 0; }
    return ++in_window <= rate;
}

static void drop(int fd) {
    if (!conns[fd]) return;
    free(conns[fd]->out);
    free(conns[fd]);
    conns[fd] = NULL;
    gens[fd]++;
    close(fd);
}

static void flush_out(int fd) {
    struct conn *c = conns[fd];
    while (c->sent < c->len) {
        ssize_t n = write(fd, c->out + c->sent, c->len - c->sent);
        if (n < 0) {
            if (errno == EAGAIN) {
                struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.fd = fd};
                epoll_ctl(ep, EPOLL_CTL_MOD, fd, &e);
                return;
            }
            drop(fd);
            return;
        }
        c->sent += n;
    }
    free(c->out);
    c->out = NULL;
    c->len = c->sent = 0;
    struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(ep, EPOLL_CTL_MOD, fd, &e);
}

static void answer(int fd, const char *status, const char *extra, const char *body, size_t n) {
    static char date[40];
    static time_t dated;
    time_t present = time(NULL);
    if (present != dated) {
        struct tm fields;
        strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&present, &fields));
        dated = present;
    }
    char small[512];
    int h = snprintf(small, sizeof small, "HTTP/1.1 %s\r\nDate: %s\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n", status, date, extra, n);
    struct conn *c = conns[fd];
    if (!c->out && h + n < sizeof small) {
        memcpy(small + h, body, n);
        ssize_t w = write(fd, small, h + n);
        if (w == (ssize_t)(h + n)) return;
        if (w < 0 && errno != EAGAIN) { drop(fd); return; }
        if (w < 0) w = 0;
        c->out = malloc(h + n - w);
        memcpy(c->out, small + w, h + n - w);
        c->len = h + n - w;
    } else {
        c->out = realloc(c->out, c->len + h + n);
        memcpy(c->out + c->len, small, h);
        memcpy(c->out + c->len + h, body, n);
        c->len += h + n;
    }
    flush_out(fd);
}

static void listing(int fd) {
    size_t n = 0, size = 256 + (size_t)(left + 1) * 220;
    char *body = malloc(size);
    n += sprintf(body, "[{\"id\":\"gateway-prod.sandbox\",\"pool_id\":\"sandbox\"}");
    for (long i = 0; i < sessions; i++)
        if (alive[i])
            n += sprintf(body + n, ",{\"id\":\"gateway-prod.S%07ld\",\"pool_id\":\"prod-%ld\",\"user\":\"user%ld@example.com\",\"state\":\"open\",\"inserted_at\":\"2026-11-24T09:00:00.000000Z\",\"kind\":\"desktop\",\"region\":\"us-east-1\"}", i, i / 500, i);
    body[n++] = ']';
    answer(fd, "200 OK", "", body, n);
    free(body);
}

static void pools(int fd) {
    char *body = malloc(256 + (sessions / 500 + 1) * 80);
    size_t n = sprintf(body, "[{\"external_id\":\"sandbox\",\"kind\":\"sandbox\"}");
    for (long i = 0; i <= (sessions - 1) / 500; i++)
        n += sprintf(body + n, ",{\"external_id\":\"prod-%ld\",\"kind\":\"production\",\"name\":\"Region %ld\"}", i, i);
    body[n++] = ']';
    answer(fd, "200 OK", "", body, n);
    free(body);
}

enum { POOLS, LISTING, ACCOUNT, SESSION, CLOSE, SLOWDOWN, STATS, UNKNOWN };

static void act(struct waiting *w) {
    char text[160];
    switch (w->kind) {
    case POOLS: pools(w->fd); break;
    case LISTING: listing(w->fd); break;
    case ACCOUNT: answer(w->fd, "200 OK", "", "{\"id\":\"bench\",\"name\":\"Benchmark\"}", 33); break;
    case SESSION:
        if (w->session >= 0 && alive[w->session]) {
            int n = snprintf(text, sizeof text, "{\"id\":\"gateway-prod.S%07ld\",\"state\":\"open\"}", w->session);
            answer(w->fd, "200 OK", "", text, n);
        } else answer(w->fd, "404 Not Found", "", "{}", 2);
        break;
    case CLOSE:
        if (w->session >= 0 && alive[w->session]) { alive[w->session] = 0; left--; answer(w->fd, "200 OK", "", "{}", 2); }
        else answer(w->fd, "404 Not Found", "", "{}", 2);
        break;
    case SLOWDOWN: answer(w->fd, "429 Too Many Requests", seconds ? "Retry-After: 1\r\n" : "", "{}", 2); break;
    case STATS: {
        int n = snprintf(text, sizeof text, "{\"left\":%ld,\"others\":%ld,\"deletes\":%ld,\"throttled\":%ld,\"requests\":%ld}", left, others, deletes, throttled, requests);
        answer(w->fd, "200 OK", "", text, n);
        break;
    }
    default: answer(w->fd, "404 Not Found", "", "{}", 2);
    }
}

static void request(int fd, const char *line) {
    struct waiting w = {.fd = fd, .gen = gens[fd], .kind = UNKNOWN, .session = -1};
    if (!strncmp(line, "GET /-/stats", 12)) { w.kind = STATS; act(&w); return; }
    requests++;
    const char *end = strchr(line + 7, ' ');
    if (!admitted()) { w.kind = SLOWDOWN; throttled++; }
    else if (!strncmp(line, "DELETE ", 7)) {
        deletes++;
        w.kind = CLOSE;
        const char *id = strstr(line, "gateway-prod.S");
        if (id && id < end) w.session = atol(id + 14);
        else if (strstr(line, "gateway-prod.sandbox")) others = 0;
        if (w.session >= sessions) w.session = -1;
    } else if (memmem(line, end - line, "/pools", 6)) w.kind = POOLS;
    else if (memmem(line, end - line, "/active_sessions", 16)) w.kind = LISTING;
    else if (memmem(line, end - line, "/sessions/", 10)) {
        w.kind = SESSION;
        const char *id = strstr(line, "gateway-prod.S");
        if (id && id < end) w.session = atol(id + 14);
        if (w.session >= sessions) w.session = -1;
    } else if (memmem(line, end - line, "/accounts/", 10)) w.kind = ACCOUNT;
    if (latency <= 0) { act(&w); return; }
    w.due = now() + latency;
    if (tail - head == capacity) {
        struct waiting *more = malloc(2 * capacity * sizeof *more);
        for (size_t i = head; i < tail; i++) more[i - head] = queue[i % capacity];
        tail -= head; head = 0; free(queue); queue = more; capacity *= 2;
    }
    queue[tail++ % capacity] = w;
}

static void readable(int fd) {
    struct conn *c = conns[fd];
    for (;;) {
        ssize_t n = read(fd, c->in + c->have, IN - 1 - c->have);
        if (n == 0 || (n < 0 && errno != EAGAIN)) { drop(fd); return; }
        if (n < 0) return;
        c->have += n;
        c->in[c->have] = 0;
        char *start = c->in, *end;
        while ((end = strstr(start, "\r\n\r\n"))) {
            *end = 0;
            request(fd, start);
            if (conns[fd] != c) return;
            start = end + 4;
        }
        c->have -= start - c->in;
        memmove(c->in, start, c->have + 1);
    }
}

int main(int argc, char **argv) {
    if (argc != 5) { fprintf(stderr, "plane SESSIONS LATENCY_MS RATE DIALECT\n"); return 64; }
    sessions = left = atol(argv[1]);
    latency = atof(argv[2]) / 1000;
    rate = tokens = atof(argv[3]);
    filled = now();
    bucket = !strncmp(argv[4], "bucket", 6);
    seconds = strstr(argv[4], "+seconds") != NULL;
    alive = malloc(sessions + 1);
    memset(alive, 1, sessions + 1);
    queue = malloc(capacity * sizeof *queue);
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof a;
    if (bind(s, (void *)&a, size) || listen(s, 4096) || getsockname(s, (void *)&a, &size)) { perror("plane"); return 1; }
    printf("%d\n", ntohs(a.sin_port));
    fflush(stdout);
    ep = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN, .data.fd = s}, events[512];
    epoll_ctl(ep, EPOLL_CTL_ADD, s, &e);
    for (;;) {
        int wait = -1;
        if (head < tail) {
            double d = (queue[head % capacity].due - now()) * 1000;
            wait = d <= 0 ? 0 : (int)d + (d > (int)d);
        }
        int n = epoll_wait(ep, events, 512, wait);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd == s) {
                int c;
                while ((c = accept4(s, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    conns[c] = calloc(1, sizeof(struct conn));
                    struct epoll_event ce = {.events = EPOLLIN, .data.fd = c};
                    epoll_ctl(ep, EPOLL_CTL_ADD, c, &ce);
                }
                continue;
            }
            if (!conns[fd]) continue;
            if (events[i].events & EPOLLOUT) flush_out(fd);
            if (conns[fd] && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readable(fd);
        }
        double t = now();
        while (head < tail && queue[head % capacity].due <= t) {
            struct waiting w = queue[head++ % capacity];
            if (conns[w.fd] && gens[w.fd] == w.gen) act(&w);
        }
    }
}
