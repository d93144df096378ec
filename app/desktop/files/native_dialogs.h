#pragma once
#include <functional>
#include <memory>

#include "app/screens/shell/files/native_files.h"

namespace losslab {

// Who asks for files. By the environment: LOSSLAB_DIALOGS=portal, program (zenity, kdialog) or own (our list alone);
// otherwise whoever answers first, in this order.
enum class DesktopDialogs : unsigned char { none, program, any, chosen_by_environment };

// Null for our list alone. `wake` is called from another thread when there is an answer.
std::unique_ptr<NativeFiles> make_native_files(DesktopDialogs which, std::function<void()> wake);

}  // namespace losslab
