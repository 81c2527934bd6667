#include <stddef.h>
#include <stdint.h>

/// libFuzzer as a library: parses its arguments, and calls back with one input after the other.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*read)(const uint8_t *data, size_t size));
