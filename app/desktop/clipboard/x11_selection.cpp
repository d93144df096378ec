#include "app/desktop/clipboard/x11_selection.h"

#include "losses/core/error.h"

#ifdef LOSSLAB_XCB
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <xcb/xcb.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace losslab {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto patience_of_manager = std::chrono::seconds(2);
constexpr std::size_t largest_part = 256 << 10;

struct FreeReply {
  void operator()(void* reply) const { std::free(reply); }
};
template <class T>
using Reply = std::unique_ptr<T, FreeReply>;

struct Atoms {
  xcb_atom_t clipboard, targets, timestamp, multiple, atom_pair, incr, save_targets, manager, mark;
};

xcb_atom_t intern(xcb_connection_t* to, std::string_view name) {
  const auto asked = xcb_intern_atom(to, 0, static_cast<std::uint16_t>(name.size()), name.data());
  const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(to, asked, nullptr));
  return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

Atoms intern_all(xcb_connection_t* to) {
  return {intern(to, "CLIPBOARD"),    intern(to, "TARGETS"),           intern(to, "TIMESTAMP"),
          intern(to, "MULTIPLE"),     intern(to, "ATOM_PAIR"),         intern(to, "INCR"),
          intern(to, "SAVE_TARGETS"), intern(to, "CLIPBOARD_MANAGER"), intern(to, "LOSSLAB_MARK")};
}

}  // namespace

class X11Selection::Server {
 public:
  Server() : connection_(xcb_connect(nullptr, nullptr)) {
    if (xcb_connection_has_error(connection_) != 0 || ::pipe2(wake_, O_CLOEXEC | O_NONBLOCK) != 0) {
      xcb_disconnect(connection_);
      throw InputError("there is no X server to put them on.");
    }
    atoms_ = intern_all(connection_);
    make_window();
    part_ = std::min(largest_part, std::size_t{xcb_get_maximum_request_length(connection_)} * 2);
    thread_ = std::thread([this] { serve(); });
  }
  ~Server() {
    leave(Order{});
    thread_.join();
    ::close(wake_[0]);
    ::close(wake_[1]);
    xcb_disconnect(connection_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  bool put(const std::string& type, std::string data) {
    auto done = std::make_shared<std::promise<bool>>();
    std::future<bool> answer = done->get_future();
    leave(Order{type, std::move(data), std::move(done)});
    return answer.get();
  }

 private:
  // Without a promise: to end.
  struct Order {
    std::string type, data;
    std::shared_ptr<std::promise<bool>> done;
  };
  using Data = std::shared_ptr<const std::string>;
  // Data that go to a property part by part, each when the one before was taken.
  struct Transfer {
    xcb_window_t to;
    xcb_atom_t property, type;
    Data data;
    std::size_t sent = 0;
  };

  void make_window() {
    const xcb_screen_t* const screen = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data;
    window_ = xcb_generate_id(connection_);
    const std::uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_create_window(connection_, 0, window_, screen->root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY,
                      XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK, &events);
    xcb_flush(connection_);
  }

  void leave(Order order) {
    {
      const std::lock_guard lock(mutex_);
      orders_.push_back(std::move(order));
    }
    const char byte = 0;
    static_cast<void>(!::write(wake_[1], &byte, 1));
  }

  // ---- the thread ---------------------------------------------------------------------------------------------------

  bool broken() const { return xcb_connection_has_error(connection_) != 0; }

  void serve() {
    while (!ended_) {
      wait(-1);
      take_orders();
      answer_all();
    }
    hand_over();
    if (pending_) pending_->done->set_value(false);
    ended_ = true;
  }

  // For an event, an order, or so many milliseconds.
  void wait(int milliseconds) {
    std::array<pollfd, 2> both{pollfd{xcb_get_file_descriptor(connection_), POLLIN, 0}, pollfd{wake_[0], POLLIN, 0}};
    // Events that were read together with a reply wait in the library's own queue.
    if (!queued_) queued_.reset(broken() ? nullptr : xcb_poll_for_event(connection_));
    if (queued_) return;
    if (broken()) both[0].fd = -1;  // nobody is to be served any more; orders are refused
    ::poll(both.data(), both.size(), milliseconds);
    char bytes[16];
    while (::read(wake_[0], bytes, sizeof bytes) > 0) {
    }
  }

  void take_orders() {
    for (;;) {
      Order order;
      {
        const std::lock_guard lock(mutex_);
        if (orders_.empty()) return;
        order = std::move(orders_.front());
        orders_.erase(orders_.begin());
      }
      if (!order.done) {
        ended_ = true;
      } else if (broken()) {
        order.done->set_value(false);
      } else {
        if (pending_) pending_->done->set_value(false);
        pending_ = std::move(order);
        // The server's time, which an owner has to name, comes with the notice of any change of a property.
        xcb_change_property(connection_, XCB_PROP_MODE_APPEND, window_, atoms_.mark, XCB_ATOM_STRING, 8, 0, nullptr);
        xcb_flush(connection_);
      }
    }
  }

  void answer_all() {
    for (;;) {
      Reply<xcb_generic_event_t> event = std::move(queued_);
      if (!event && !broken()) event.reset(xcb_poll_for_event(connection_));
      if (!event) break;
      answer(*event);
    }
    if (broken() && pending_) {
      pending_->done->set_value(false);
      pending_.reset();
    }
    if (!broken()) xcb_flush(connection_);
  }

  void answer(const xcb_generic_event_t& event) {
    switch (event.response_type & 0x7F) {
      case XCB_PROPERTY_NOTIFY:
        property_changed(reinterpret_cast<const xcb_property_notify_event_t&>(event));
        break;
      case XCB_SELECTION_REQUEST:
        requested(reinterpret_cast<const xcb_selection_request_event_t&>(event));
        break;
      case XCB_SELECTION_CLEAR:
        if (reinterpret_cast<const xcb_selection_clear_event_t&>(event).selection == atoms_.clipboard) data_.reset();
        break;
      case XCB_SELECTION_NOTIFY:
        if (reinterpret_cast<const xcb_selection_notify_event_t&>(event).selection == atoms_.manager)
          handed_over_ = true;
        break;
      case XCB_DESTROY_NOTIFY: {
        const xcb_window_t gone = reinterpret_cast<const xcb_destroy_notify_event_t&>(event).window;
        transfers_.remove_if([gone](const Transfer& one) { return one.to == gone; });
        break;
      }
      default:
        break;
    }
  }

  void property_changed(const xcb_property_notify_event_t& event) {
    if (event.window == window_ && event.atom == atoms_.mark && event.state == XCB_PROPERTY_NEW_VALUE && pending_) {
      own(event.time);
      return;
    }
    if (event.state != XCB_PROPERTY_DELETE) return;
    const auto at = std::ranges::find_if(
        transfers_, [&](const Transfer& one) { return one.to == event.window && one.property == event.atom; });
    if (at != transfers_.end() && !send_part(*at)) {
      const xcb_window_t to = at->to;
      transfers_.erase(at);
      if (std::ranges::none_of(transfers_, [to](const Transfer& one) { return one.to == to; })) listen(to, 0);
    }
  }

  void own(xcb_timestamp_t time) {
    Order order = *std::exchange(pending_, std::nullopt);
    xcb_set_selection_owner(connection_, window_, atoms_.clipboard, time);
    const auto asked = xcb_get_selection_owner(connection_, atoms_.clipboard);
    const Reply<xcb_get_selection_owner_reply_t> owner(xcb_get_selection_owner_reply(connection_, asked, nullptr));
    const bool ours = owner && owner->owner == window_;
    if (ours) {
      since_ = time;
      type_ = intern(connection_, order.type);
      data_ = std::make_shared<const std::string>(std::move(order.data));
    }
    order.done->set_value(ours);
  }

  void requested(const xcb_selection_request_event_t& event) {
    // Clients of before ICCCM name no property.
    const xcb_atom_t property = event.property != XCB_ATOM_NONE ? event.property : event.target;
    const bool in_time = event.time == XCB_CURRENT_TIME || static_cast<std::int32_t>(event.time - since_) >= 0;
    const bool ours = data_ && event.selection == atoms_.clipboard && in_time;
    const bool given = ours && (event.target == atoms_.multiple
                                    ? event.property != XCB_ATOM_NONE && give_several(event.requestor, event.property)
                                    : give(event.requestor, property, event.target));
    // An event is 32 bytes, of which this one fills 24.
    std::array<char, 32> room{};
    xcb_selection_notify_event_t notice{};
    notice.response_type = XCB_SELECTION_NOTIFY;
    notice.time = event.time;
    notice.requestor = event.requestor;
    notice.selection = event.selection;
    notice.target = event.target;
    notice.property = given ? property : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
    std::copy_n(reinterpret_cast<const char*>(&notice), sizeof notice, room.data());
    xcb_send_event(connection_, 0, event.requestor, 0, room.data());
  }

  void set(xcb_window_t to, xcb_atom_t property, xcb_atom_t type, std::uint8_t bits, std::size_t count,
           const void* values) {
    xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, to, property, type, bits, static_cast<std::uint32_t>(count),
                        values);
  }

  // The data as `target` into a property of another's window; false where that is not to be had.
  bool give(xcb_window_t to, xcb_atom_t property, xcb_atom_t target) {
    if (target == atoms_.targets) {
      const std::array all{atoms_.targets, atoms_.timestamp, atoms_.multiple, atoms_.save_targets, type_};
      set(to, property, XCB_ATOM_ATOM, 32, all.size(), all.data());
    } else if (target == atoms_.timestamp) {
      set(to, property, XCB_ATOM_INTEGER, 32, 1, &since_);
    } else if (target == atoms_.save_targets) {
      set(to, property, intern(connection_, "NULL"), 32, 0, nullptr);
    } else if (target == type_) {
      give_data(to, property);
    } else {
      return false;
    }
    return true;
  }

  void give_data(xcb_window_t to, xcb_atom_t property) {
    if (data_->size() <= part_) {
      set(to, property, type_, 8, data_->size(), data_->data());
      return;
    }
    listen(to, XCB_EVENT_MASK_PROPERTY_CHANGE | XCB_EVENT_MASK_STRUCTURE_NOTIFY);
    const auto least = static_cast<std::uint32_t>(data_->size());
    set(to, property, atoms_.incr, 32, 1, &least);
    transfers_.push_back({to, property, type_, data_});
  }

  // False once the empty part was sent, which is the last.
  bool send_part(Transfer& one) {
    const std::size_t count = std::min(part_, one.data->size() - one.sent);
    set(one.to, one.property, one.type, 8, count, one.data->data() + one.sent);
    one.sent += count;
    return count > 0;
  }

  void listen(xcb_window_t to, std::uint32_t events) {
    if (to != window_) xcb_change_window_attributes(connection_, to, XCB_CW_EVENT_MASK, &events);
  }

  // Pairs of a target and a property; those that cannot be had are marked in the list.
  bool give_several(xcb_window_t to, xcb_atom_t list) {
    const auto asked = xcb_get_property(connection_, 0, to, list, atoms_.atom_pair, 0, 1024);
    const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(connection_, asked, nullptr));
    if (!reply || reply->format != 32) return false;
    const auto* const first = static_cast<const xcb_atom_t*>(xcb_get_property_value(reply.get()));
    std::vector<xcb_atom_t> pairs(first, first + reply->value_len);
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      if (pairs[i] == atoms_.multiple || !give(to, pairs[i + 1], pairs[i])) pairs[i + 1] = XCB_ATOM_NONE;
    }
    set(to, list, atoms_.atom_pair, 32, pairs.size(), pairs.data());
    return true;
  }

  void hand_over() {
    if (!data_ || broken()) return;
    const auto asked = xcb_get_selection_owner(connection_, atoms_.manager);
    const Reply<xcb_get_selection_owner_reply_t> owner(xcb_get_selection_owner_reply(connection_, asked, nullptr));
    if (!owner || owner->owner == XCB_WINDOW_NONE) return;
    set(window_, atoms_.mark, XCB_ATOM_ATOM, 32, 1, &type_);
    xcb_convert_selection(connection_, window_, atoms_.manager, atoms_.save_targets, atoms_.mark, since_);
    xcb_flush(connection_);
    const auto until = Clock::now() + patience_of_manager;
    while (!handed_over_ && !broken()) {
      const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
      if (rest <= 0) return;
      wait(static_cast<int>(rest));
      answer_all();
    }
  }

  xcb_connection_t* connection_;
  Atoms atoms_{};
  xcb_window_t window_ = XCB_WINDOW_NONE;
  std::size_t part_ = 0;
  int wake_[2] = {-1, -1};
  std::mutex mutex_;
  std::vector<Order> orders_;

  // Of the thread alone.
  std::optional<Order> pending_;
  Reply<xcb_generic_event_t> queued_;
  Data data_;
  xcb_atom_t type_ = XCB_ATOM_NONE;
  xcb_timestamp_t since_ = 0;
  std::list<Transfer> transfers_;
  bool ended_ = false, handed_over_ = false;

  std::thread thread_;
};

X11Selection::X11Selection() : server_(std::make_unique<Server>()) {}

X11Selection::~X11Selection() = default;

void X11Selection::put(const std::string& type, std::string data) {
  if (!server_->put(type, std::move(data))) throw InputError("the X server does not give the clipboard away.");
}

}  // namespace losslab

#else

namespace losslab {

class X11Selection::Server {};

X11Selection::X11Selection() { throw InputError("this program was built without X11."); }
X11Selection::~X11Selection() = default;
void X11Selection::put(const std::string&, std::string) {}

}  // namespace losslab

#endif
