#include "app/desktop/clipboard/picture_clipboard.h"

#include <GLFW/glfw3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <spawn.h>
#include <cerrno>
#include <string_view>
#include <utility>

#include "app/desktop/clipboard/x11_selection.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

// Before GLFW 3.4 a library is built for one of the two.
bool is_wayland() {
#if GLFW_VERSION_MAJOR > 3 || GLFW_VERSION_MINOR >= 4
  return glfwGetPlatform() == GLFW_PLATFORM_WAYLAND;
#else
  return std::string_view(glfwGetVersionString()).find("Wayland") != std::string_view::npos;
#endif
}

}  // namespace

PictureClipboard::PictureClipboard() = default;

PictureClipboard::~PictureClipboard() {
  if (program_.joinable()) program_.join();
}

void PictureClipboard::put(std::string png) {
  if (is_wayland()) {
    put_by_program(png);
    return;
  }
  if (!selection_) selection_ = std::make_unique<X11Selection>();
  selection_->put("image/png", std::move(png));
}

// It reads the picture from a file in memory, so that nobody waits for anybody; and serves it until another takes over.
void PictureClipboard::put_by_program(const std::string& png) {
#ifdef __linux__
  if (program_.joinable()) program_.join();
  const int file = ::memfd_create("losslab-picture", MFD_CLOEXEC);
  const auto size = static_cast<ssize_t>(png.size());
  if (file < 0 || ::write(file, png.data(), png.size()) != size || ::lseek(file, 0, SEEK_SET) != 0) {
    if (file >= 0) ::close(file);
    throw InputError("there is no memory for it.");
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO);
  std::string words[] = {"wl-copy", "--type", "image/png"};
  char* const arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t process = -1;
  const int failed = ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(file);
  if (failed != 0)
    throw InputError("under Wayland the program wl-copy (package wl-clipboard) does it, and it is not installed.");
  program_ = std::thread([process] {
    while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
    }
  });
#else
  (void)png;
  throw InputError("this system has no way to do it.");
#endif
}

}  // namespace losslab
