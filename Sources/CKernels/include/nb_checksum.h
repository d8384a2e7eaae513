#pragma once

#include <stddef.h>
#include <stdint.h>

/// The CRC-32 of ZIP and PNG: `crc` is that of the bytes before, 0 at first.
uint32_t nb_crc32(uint32_t crc, const uint8_t *bytes, size_t count);
