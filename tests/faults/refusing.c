/* A disk that refuses. Loaded before the C library, it makes calls that write to a register fail when a test says so.

   DESK_DISK names a file that the test and the program both map: struct disk below. DESK_ON is the folder whose files
   are on that disk. Calls on any other file go through untouched. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

struct disk {
    int left;    /* calls that still succeed; below 0: all do */
    int refuses; /* how many calls fail after them */
    int error;   /* with what */
    int half;    /* whether the first of them writes half of what it should instead, the next one fails */
    int calls;   /* how many calls came, for the test to read */
    int refused; /* how many of them failed */
};

static struct disk *disk;
static const char *on;

__attribute__((constructor)) static void map(void) {
    const char *path = getenv("DESK_DISK");
    on = getenv("DESK_ON");
    int file = path && on ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *mapped = mmap(NULL, sizeof *disk, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    disk = mapped == MAP_FAILED ? NULL : mapped;
    close(file);
}

/* Whether this call on a file is to fail: 0 no, 1 yes, 2 after half of it. */
static int refuse(int file, int can_be_half) {
    char link[64], path[4096];
    if (!disk)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (strncmp(path, on, strlen(on)))
        return 0;
    __atomic_add_fetch(&disk->calls, 1, __ATOMIC_SEQ_CST);
    if (disk->left < 0)
        return 0;
    if (disk->left > 0) {
        disk->left--;
        return 0;
    }
    if (disk->refuses <= 0)
        return 0;
    disk->refused++;
    if (disk->half && can_be_half) {
        disk->half = 0;
        return 2;
    }
    disk->refuses--;
    errno = disk->error;
    return 1;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) \
        real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRITES(name, ...) \
    { \
        REAL(name); \
        int how = refuse(file, length > 1); \
        if (how == 1) \
            return -1; \
        if (how == 2) \
            length /= 2; \
        return real(file, bytes, length __VA_ARGS__); \
    }

#define CHANGES(name, ...) \
    { \
        REAL(name); \
        return refuse(file, 0) ? -1 : real(file __VA_ARGS__); \
    }

ssize_t write(int file, const void *bytes, size_t length) WRITES(write)
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) WRITES(pwrite, , at)
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) WRITES(pwrite64, , at)
int fsync(int file) CHANGES(fsync)
int fdatasync(int file) CHANGES(fdatasync)
int ftruncate(int file, off_t length) CHANGES(ftruncate, , length)
int ftruncate64(int file, off64_t length) CHANGES(ftruncate64, , length)
