#pragma once
#include <memory>
#include <string>
#include <thread>

namespace losslab {

class X11Selection;

// Puts pictures on the clipboard, which GLFW does for text alone: under X11 (and so in XWayland, from where the
// compositor hands them on) by an owner of our own, in a window of Wayland's own by wl-copy.
class PictureClipboard {
 public:
  PictureClipboard();
  // What is still there is handed to the desktop's clipboard manager, where one runs.
  ~PictureClipboard();
  PictureClipboard(const PictureClipboard&) = delete;
  PictureClipboard& operator=(const PictureClipboard&) = delete;

  // Throws InputError with the reason as a sentence.
  void put(std::string png);

 private:
  void put_by_program(const std::string& png);

  std::unique_ptr<X11Selection> selection_;
  std::thread program_;  // waits for the end of wl-copy's first process
};

}  // namespace losslab
