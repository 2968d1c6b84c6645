#ifndef COUNTYLINES_CISAL_SHIM_H
#define COUNTYLINES_CISAL_SHIM_H

#include <isa-l/igzip_lib.h>

// ISA-L is given a member from behind its header and checks its CRC and length. It could read the
// header too, but loses its place in one that lies across two calls (2.30).

static inline void cisal_begin_member(struct inflate_state *state) {
  isal_inflate_init(state);
  state->crc_flag = ISAL_GZIP_NO_HDR_VER;
}

static inline void cisal_next_member(struct inflate_state *state) {
  isal_inflate_reset(state);
  state->crc_flag = ISAL_GZIP_NO_HDR_VER;
}

static inline int cisal_is_at_member_end(const struct inflate_state *state) {
  return state->block_state == ISAL_BLOCK_FINISH;
}

#endif
