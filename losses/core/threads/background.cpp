#include "losses/core/threads/background.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace losslab {

void give_way() {
#ifdef __linux__
  // On Linux this is of the calling thread alone, and threads inherit it.
  constexpr int nice = 15;
  setpriority(PRIO_PROCESS, 0, nice);
#endif
}

}  // namespace losslab
