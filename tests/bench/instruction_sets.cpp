#include "instruction_sets.h"

#include <algorithm>
#include <cstring>

#include "hwy/highway.h"

namespace losslab {

const char* choose_instruction_set(int& argc, char** argv) {
  char** const end = argv + argc;
  char** const kept = std::remove_if(argv, end, [](const char* text) { return std::strcmp(text, "--avx2") == 0; });
  if (kept != end) {
    argc = static_cast<int>(kept - argv);
    *kept = nullptr;  // as the arguments of a program end
#if HWY_ARCH_X86
    hwy::DisableTargets(HWY_AVX2 - 1);  // the better a set is, the lower is its bit
#endif
  }
  const auto all = hwy::SupportedTargets();
  hwy::GetChosenTarget().Update(all);  // to ask for them chooses among all again
  return hwy::TargetName(all & -all);
}

}  // namespace losslab
