// Tells the thread sanitizer what the slow ways through Synchronization.Mutex order.
//
// The quick ways are compiled into their callers, where it sees them. The slow ones, taken when a lock is contended, lie in the
// standard library, which is not instrumented: without this it takes two accesses under one lock for a race. Scripts/sanitize.sh
// loads this before that library; each function calls the one that it stands for.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define CONTEXT __attribute__((swift_context))

// There in a process that is instrumented, and in no other.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock(uint32_t owner, CONTEXT void *handle) __asm__(LOCK);
SWIFT bool try_lock(CONTEXT void *handle) __asm__(TRY_LOCK);
SWIFT void unlock(CONTEXT void *handle) __asm__(UNLOCK);

SWIFT void lock(uint32_t owner, CONTEXT void *handle) {
    SWIFT void (*real)(uint32_t, CONTEXT void *) = dlsym(RTLD_NEXT, LOCK);
    real(owner, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT bool try_lock(CONTEXT void *handle) {
    SWIFT bool (*real)(CONTEXT void *) = dlsym(RTLD_NEXT, TRY_LOCK);
    bool is_locked = real(handle);
    if (is_locked && __tsan_acquire) __tsan_acquire(handle);
    return is_locked;
}

SWIFT void unlock(CONTEXT void *handle) {
    SWIFT void (*real)(CONTEXT void *) = dlsym(RTLD_NEXT, UNLOCK);
    if (__tsan_release) __tsan_release(handle);
    real(handle);
}
