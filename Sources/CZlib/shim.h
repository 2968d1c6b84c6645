#ifndef COUNTYLINES_CZLIB_SHIM_H
#define COUNTYLINES_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 and deflateInit2 are macros, which Swift cannot call. 16 + 15 asks zlib for the gzip
// wrapping alone, with its largest window: zlib then checks the CRC and the length of each member.

static inline int czlib_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 16 + 15);
}

static inline int czlib_deflate_init_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY);
}

#endif
