// Any bytes at all as a formula: a loss that can be evaluated, or one sentence with a place within the text.
#include <cstddef>
#include <cstdint>
#include <string>

#include "../losses/expression/check_formula.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  losslab::testing::check_formula(std::string(reinterpret_cast<const char*>(bytes + 1), size - 1),
                                  (bytes[0] - 128) / 32.0);
  return 0;
}
