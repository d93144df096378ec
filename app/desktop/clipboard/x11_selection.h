#pragma once
#include <memory>
#include <string>

namespace losslab {

// Owner of X11's CLIPBOARD for one piece of data of any type (ICCCM 2): a connection, an unseen window and a thread of
// its own, so that others are served whatever the program is doing. Offers TARGETS, TIMESTAMP, MULTIPLE and the data's
// type; large data go in parts (INCR). At its end a clipboard manager is asked to take the data over (SAVE_TARGETS).
class X11Selection {
 public:
  X11Selection();
  ~X11Selection();
  X11Selection(const X11Selection&) = delete;
  X11Selection& operator=(const X11Selection&) = delete;

  // Takes the place of what is on the clipboard. `type`: "image/png". Returns when it is ours; throws InputError with
  // the reason as a sentence where there is no X server, or it is gone.
  void put(const std::string& type, std::string data);

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace losslab
