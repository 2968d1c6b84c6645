#include <stddef.h>
#include <stdint.h>

/// libFuzzer's driver: https://llvm.org/docs/LibFuzzer.html
int LLVMFuzzerRunDriver(int *argc, char ***argv,
                        int (*target)(const uint8_t *bytes, size_t count));
