// The portal of a desktop, played by the test on a session bus of its own.
#include "app/desktop/files/portal.h"

#include <gio/gio.h>
#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

namespace losslab {
namespace {

using Answer = NativeFiles::Answer;

constexpr const char* interfaces =
    "<node><interface name='org.freedesktop.portal.FileChooser'>"
    "<method name='OpenFile'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "<method name='SaveFile'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "<property name='version' type='u' access='read'/></interface></node>";

// What it answers with, and what it was asked.
struct Script {
  unsigned response = 0;
  std::string uri;
  bool silent = false;
  std::mutex mutex;
  std::string method, title, options;
  bool asked() {
    const std::lock_guard lock(mutex);
    return !method.empty();
  }
};

class Portal : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    daemon_ = ::popen("exec dbus-daemon --session --nofork --print-address=1 --print-pid=1 2>/dev/null", "r");
    std::array<char, 512> line{};
    ASSERT_NE(std::fgets(line.data(), line.size(), daemon_), nullptr) << "no dbus-daemon";
    address_ = line.data();
    address_.erase(address_.find_last_not_of('\n') + 1);
    ASSERT_NE(std::fgets(line.data(), line.size(), daemon_), nullptr);
    process_ = std::atoi(line.data());
  }
  // The program's own connection outlives it, and the program that.
  static void TearDownTestSuite() {
    if (process_ > 0) ::kill(process_, SIGTERM);
    ::pclose(daemon_);
  }
  Portal() { ::setenv("DBUS_SESSION_BUS_ADDRESS", address_.c_str(), 1); }
  ~Portal() override { end(); }

  // Puts a portal on the bus.
  void begin() {
    context_ = g_main_context_new();
    loop_ = g_main_loop_new(context_, FALSE);
    thread_ = std::thread([this] {
      g_main_context_push_thread_default(context_);
      connect();
      g_main_loop_run(loop_);
      g_object_unref(bus_);
      g_main_context_pop_thread_default(context_);
    });
    while (!ready_) std::this_thread::yield();
  }
  void end() {
    if (!thread_.joinable()) return;
    g_main_loop_quit(loop_);
    thread_.join();
    g_main_loop_unref(loop_);
    g_main_context_unref(context_);
  }

  Script script_;

 private:
  void connect() {
    const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
    bus_ = g_dbus_connection_new_for_address_sync(address_.c_str(), flags, nullptr, nullptr, nullptr);
    ASSERT_NE(bus_, nullptr);
    GDBusNodeInfo* const node = g_dbus_node_info_new_for_xml(interfaces, nullptr);
    const GDBusInterfaceVTable table{called, property, nullptr, {}};
    g_dbus_connection_register_object(bus_, "/org/freedesktop/portal/desktop", node->interfaces[0], &table, &script_,
                                      nullptr, nullptr);
    g_dbus_node_info_unref(node);
    GVariant* const owned =
        g_dbus_connection_call_sync(bus_, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                    "RequestName", g_variant_new("(su)", "org.freedesktop.portal.Desktop", 4U), nullptr,
                                    G_DBUS_CALL_FLAGS_NONE, -1, nullptr, nullptr);
    if (owned != nullptr) g_variant_unref(owned);
    ready_ = true;
  }

  static GVariant* property(GDBusConnection*, const char*, const char*, const char*, const char*, GError**, gpointer) {
    return g_variant_new_uint32(3);
  }

  static void called(GDBusConnection* bus, const char* sender, const char*, const char*, const char* method,
                     GVariant* arguments, GDBusMethodInvocation* invocation, gpointer data) {
    auto& script = *static_cast<Script*>(data);
    const char* title = nullptr;
    GVariant* options = nullptr;
    g_variant_get(arguments, "(&s&s@a{sv})", nullptr, &title, &options);
    const char* token = "";
    g_variant_lookup(options, "handle_token", "&s", &token);
    std::string client = sender + 1;
    for (char& c : client) c = c == '.' ? '_' : c;
    const std::string request = "/org/freedesktop/portal/desktop/request/" + client + "/" + token;
    {
      const std::lock_guard lock(script.mutex);
      script.method = method;
      script.title = title;
      char* const text = g_variant_print(options, FALSE);
      script.options = text;
      g_free(text);
    }
    g_variant_unref(options);
    g_dbus_method_invocation_return_value(invocation, g_variant_new("(o)", request.c_str()));
    if (script.silent) return;
    GVariantBuilder results;
    g_variant_builder_init(&results, G_VARIANT_TYPE("a{sv}"));
    const char* const uris[] = {script.uri.c_str(), nullptr};
    if (!script.uri.empty()) g_variant_builder_add(&results, "{sv}", "uris", g_variant_new_strv(uris, -1));
    g_dbus_connection_emit_signal(bus, sender, request.c_str(), "org.freedesktop.portal.Request", "Response",
                                  g_variant_new("(ua{sv})", script.response, &results), nullptr);
  }

  static FILE* daemon_;
  static std::string address_;
  static int process_;
  GMainContext* context_ = nullptr;
  GMainLoop* loop_ = nullptr;
  GDBusConnection* bus_ = nullptr;
  std::thread thread_;
  std::atomic<bool> ready_ = false;
};
FILE* Portal::daemon_ = nullptr;
std::string Portal::address_;
int Portal::process_ = 0;

NativeFiles::Question to_save() {
  return {true, "Save the figure", "/tmp", "losses.pdf", {{"PDF", {".pdf"}}, {"All files", {}}}};
}

TEST_F(Portal, WithoutOneNobodyAnswers) {
  EXPECT_EQ(ask_portal(to_save(), {}).kind, Answer::Kind::nobody);
  ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
  ::setenv("XDG_RUNTIME_DIR", "/nowhere", 1);
  EXPECT_EQ(ask_portal(to_save(), {}).kind, Answer::Kind::nobody);
}

TEST_F(Portal, TheFileThatIsChosenIsTheAnswer) {
  script_.uri = "file:///tmp/a%20b%C3%A9.pdf";
  begin();
  const Answer answer = ask_portal(to_save(), {});
  EXPECT_EQ(answer.kind, Answer::Kind::chosen);
  EXPECT_EQ(answer.path, "/tmp/a bé.pdf");
  EXPECT_EQ(script_.method, "SaveFile");
  EXPECT_EQ(script_.title, "Save the figure");
  for (const char* part : {"'current_name': <'losses.pdf'>", "('PDF', [(uint32 0, '*.pdf'), (0, '*.PDF')])",
                           "('All files', [(0, '*')])", "'current_folder': <b'/tmp'>"}) {
    EXPECT_THAT(script_.options, testing::HasSubstr(part));
  }
}

TEST_F(Portal, OpensToo) {
  script_.uri = "file:///tmp/x.toml";
  begin();
  NativeFiles::Question question = to_save();
  question.save = false;
  EXPECT_EQ(ask_portal(question, {}).path, "/tmp/x.toml");
  EXPECT_EQ(script_.method, "OpenFile");
}

TEST_F(Portal, ADialogThatIsClosedIsACancelledOne) {
  script_.response = 1;
  begin();
  EXPECT_EQ(ask_portal(to_save(), {}).kind, Answer::Kind::cancelled);
}

TEST_F(Portal, OneThatFailsIsNobody) {
  script_.response = 2;
  begin();
  EXPECT_EQ(ask_portal(to_save(), {}).kind, Answer::Kind::nobody);
}

TEST_F(Portal, AStopDoesNotWaitForTheAnswer) {
  script_.silent = true;
  begin();
  std::stop_source stop;
  std::jthread stopper([&] {
    while (!script_.asked()) std::this_thread::yield();
    stop.request_stop();
  });
  EXPECT_NE(ask_portal(to_save(), stop.get_token()).kind, Answer::Kind::chosen);
}

}  // namespace
}  // namespace losslab
