// What other clients of the X server may ask of the owner of the clipboard, and that a clipboard manager takes its data
// over when the program ends.
#include <gmock/gmock.h>
#include <xcb/xcb.h>

#include <array>
#include <cstdlib>
#include <future>
#include <memory>
#include <optional>

#include "app/desktop/clipboard/x11_selection.h"

namespace losslab {
namespace {

struct Free {
  void operator()(void* reply) const { std::free(reply); }
};
template <class T>
using Reply = std::unique_ptr<T, Free>;

// A client with a window and the words that it needs.
class Client {
 public:
  Client() : connection_(xcb_connect(nullptr, nullptr)), window_(xcb_generate_id(connection_)) {
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data->root;
    xcb_create_window(connection_, 0, window_, root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT,
                      0, nullptr);
  }
  ~Client() { xcb_disconnect(connection_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  xcb_atom_t atom(const std::string& name) const {
    const auto asked = xcb_intern_atom(connection_, 0, static_cast<std::uint16_t>(name.size()), name.c_str());
    return Reply<xcb_intern_atom_reply_t>(xcb_intern_atom_reply(connection_, asked, nullptr))->atom;
  }
  void own(const std::string& selection) const {
    xcb_set_selection_owner(connection_, window_, atom(selection), XCB_CURRENT_TIME);
    xcb_flush(connection_);
  }
  // Blocks until such an event comes.
  template <class Event>
  Event next(int type) const {
    for (;;) {
      const Reply<xcb_generic_event_t> event(xcb_wait_for_event(connection_));
      if ((event->response_type & 0x7F) == type) return *reinterpret_cast<const Event*>(event.get());
    }
  }
  void set(const std::string& property, xcb_atom_t type, std::vector<xcb_atom_t> values) const {
    xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, window_, atom(property), type, 32,
                        static_cast<std::uint32_t>(values.size()), values.data());
  }
  std::string bytes(const std::string& property) const {
    const auto asked = xcb_get_property(connection_, 1, window_, atom(property), XCB_ATOM_ANY, 0, 1 << 20);
    const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(connection_, asked, nullptr));
    return {static_cast<const char*>(xcb_get_property_value(reply.get())),
            static_cast<std::size_t>(xcb_get_property_value_length(reply.get()))};
  }
  std::vector<xcb_atom_t> atoms(const std::string& property) const {
    const std::string all = bytes(property);
    std::vector<xcb_atom_t> values(all.size() / sizeof(xcb_atom_t));
    std::copy_n(all.data(), all.size(), reinterpret_cast<char*>(values.data()));
    return values;
  }
  // The clipboard as `target` into one of our properties; false where the owner refuses.
  bool convert(const std::string& target, const std::string& property, xcb_timestamp_t time = XCB_CURRENT_TIME) const {
    xcb_convert_selection(connection_, window_, atom("CLIPBOARD"), atom(target), atom(property), time);
    xcb_flush(connection_);
    return next<xcb_selection_notify_event_t>(XCB_SELECTION_NOTIFY).property != XCB_ATOM_NONE;
  }
  void answer(const xcb_selection_request_event_t& request) const {
    std::array<char, 32> room{};
    auto& notice = *reinterpret_cast<xcb_selection_notify_event_t*>(room.data());
    notice.response_type = XCB_SELECTION_NOTIFY;
    notice.requestor = request.requestor;
    notice.selection = request.selection;
    notice.target = request.target;
    notice.property = request.property;
    xcb_send_event(connection_, 0, request.requestor, 0, room.data());
    xcb_flush(connection_);
  }

 private:
  xcb_connection_t* connection_;
  xcb_window_t window_;
};

TEST(Selection, SeveralFormsAreHadAtOnce) {
  X11Selection selection;
  selection.put("image/png", "picture");
  const Client client;
  client.set("LIST", client.atom("ATOM_PAIR"),
             {client.atom("image/png"), client.atom("A"), client.atom("text/html"), client.atom("B"),
              client.atom("TIMESTAMP"), client.atom("C")});
  ASSERT_TRUE(client.convert("MULTIPLE", "LIST"));
  EXPECT_EQ(client.bytes("A"), "picture");
  EXPECT_EQ(client.bytes("C").size(), 4u);
  EXPECT_THAT(client.atoms("LIST"),
              testing::ElementsAre(client.atom("image/png"), client.atom("A"), client.atom("text/html"), XCB_ATOM_NONE,
                                   client.atom("TIMESTAMP"), client.atom("C")));
}

TEST(Selection, WhatWasAskedBeforeItWasOursIsRefused) {
  X11Selection selection;
  selection.put("image/png", "picture");
  const Client client;
  ASSERT_TRUE(client.convert("TIMESTAMP", "T"));
  const xcb_timestamp_t since = client.atoms("T").at(0);
  EXPECT_TRUE(client.convert("image/png", "P", since));
  EXPECT_FALSE(client.convert("image/png", "P", since - 1));
}

TEST(Selection, AManagerTakesItOverAtTheEnd) {
  const Client manager;
  manager.own("CLIPBOARD_MANAGER");
  std::future<std::string> saved = std::async(std::launch::async, [&manager] {
    const auto request = manager.next<xcb_selection_request_event_t>(XCB_SELECTION_REQUEST);
    EXPECT_EQ(request.target, manager.atom("SAVE_TARGETS"));
    EXPECT_TRUE(manager.convert("image/png", "P"));
    std::string data = manager.bytes("P");
    manager.answer(request);
    return data;
  });
  std::optional<X11Selection> selection(std::in_place);
  selection->put("image/png", "picture");
  selection.reset();
  EXPECT_EQ(saved.get(), "picture");
}

}  // namespace
}  // namespace losslab
