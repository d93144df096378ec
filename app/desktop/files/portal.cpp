#include "app/desktop/files/portal.h"

#ifdef LOSSLAB_PORTAL
#include <libportal/portal.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

namespace losslab {
namespace {

using Answer = NativeFiles::Answer;
using Question = NativeFiles::Question;

struct Release {
  void operator()(void* object) const { g_object_unref(object); }
  void operator()(GVariant* value) const { g_variant_unref(value); }
  void operator()(GError* error) const { g_error_free(error); }
  void operator()(GMainContext* context) const { g_main_context_unref(context); }
  void operator()(GMainLoop* loop) const { g_main_loop_unref(loop); }
  void operator()(char* text) const { g_free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

constexpr const char* name = "org.freedesktop.portal.Desktop";
constexpr const char* path = "/org/freedesktop/portal/desktop";
constexpr const char* chooser = "org.freedesktop.portal.FileChooser";
constexpr int patience = 3000;  // ms, for a portal that is only being started

// Where there is no bus GIO would start one of its own.
bool has_bus() {
  if (const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS"); address != nullptr && *address != '\0')
    return true;
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  std::error_code ignored;
  return runtime != nullptr && std::filesystem::exists(std::filesystem::path(runtime) / "bus", ignored);
}

bool portal_answers() {
  const Owned<GDBusConnection> bus(g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, nullptr));
  if (!bus) return false;
  g_dbus_connection_set_exit_on_close(bus.get(), FALSE);  // the end of the bus is not ours
  const Owned<GVariant> version(g_dbus_connection_call_sync(
      bus.get(), name, path, "org.freedesktop.DBus.Properties", "Get", g_variant_new("(ss)", chooser, "version"),
      G_VARIANT_TYPE("(v)"), G_DBUS_CALL_FLAGS_NONE, patience, nullptr, nullptr));
  return version != nullptr;
}

// As the portal takes them: a(sa(us)), of which 0 marks a pattern. It leaves capitals out of account by itself or not
// at all, so that both are said.
GVariant* filters_of(const Question& question) {
  GVariantBuilder all;
  g_variant_builder_init(&all, G_VARIANT_TYPE("a(sa(us))"));
  for (const NativeFiles::Filter& filter : question.filters) {
    g_variant_builder_open(&all, G_VARIANT_TYPE("(sa(us))"));
    g_variant_builder_add(&all, "s", filter.title.c_str());
    g_variant_builder_open(&all, G_VARIANT_TYPE("a(us)"));
    if (filter.endings.empty()) g_variant_builder_add(&all, "(us)", 0U, "*");
    for (const std::string& ending : filter.endings) {
      const Owned<char> capitals(g_ascii_strup(ending.c_str(), -1));
      g_variant_builder_add(&all, "(us)", 0U, ("*" + ending).c_str());
      g_variant_builder_add(&all, "(us)", 0U, (std::string("*") + capitals.get()).c_str());
    }
    g_variant_builder_close(&all);
    g_variant_builder_close(&all);
  }
  return g_variant_builder_end(&all);
}

// What waits for the answer, in one thread with a loop of its own.
struct Waiting {
  bool save;
  Owned<GMainLoop> loop;
  Answer answer;
};

void hear(GObject* portal, GAsyncResult* result, gpointer data) {
  auto& waiting = *static_cast<Waiting*>(data);
  GError* failed = nullptr;
  const auto finish = waiting.save ? xdp_portal_save_file_finish : xdp_portal_open_file_finish;
  const Owned<GVariant> files(finish(XDP_PORTAL(portal), result, &failed));
  const Owned<GError> error(failed);
  const char** uris = nullptr;
  if (files && g_variant_lookup(files.get(), "uris", "^a&s", &uris) && uris[0] != nullptr) {
    const Owned<char> file(g_filename_from_uri(uris[0], nullptr, nullptr));
    if (file) waiting.answer = {Answer::Kind::chosen, file.get()};
  } else if (error && g_error_matches(error.get(), G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    waiting.answer = {Answer::Kind::cancelled, {}};
  }
  g_free(uris);
  g_main_loop_quit(waiting.loop.get());
}

// In the thread of that context, whose business the dialog is.
void close_in(GMainContext* context, GCancellable* cancellable) {
  GSource* const source = g_idle_source_new();
  g_source_set_callback(
      source,
      [](gpointer data) -> gboolean {
        g_cancellable_cancel(static_cast<GCancellable*>(data));
        return G_SOURCE_REMOVE;
      },
      cancellable, nullptr);
  g_source_attach(source, context);
  g_source_unref(source);
}

Answer ask_in(GMainContext* context, const Question& question, const std::stop_token& stop) {
  if (!portal_answers()) return {};
  const Owned<XdpPortal> portal(xdp_portal_new());
  const Owned<GCancellable> cancellable(g_cancellable_new());
  Waiting waiting{question.save, Owned<GMainLoop>(g_main_loop_new(context, FALSE)), {}};
  if (question.save) {
    xdp_portal_save_file(portal.get(), nullptr, question.title.c_str(), question.name.c_str(), question.folder.c_str(),
                         nullptr, filters_of(question), nullptr, nullptr, XDP_SAVE_FILE_FLAG_NONE, cancellable.get(),
                         hear, &waiting);
  } else {
    xdp_portal_open_file(portal.get(), nullptr, question.title.c_str(), filters_of(question), nullptr, nullptr,
                         XDP_OPEN_FILE_FLAG_NONE, cancellable.get(), hear, &waiting);
  }
  const std::stop_callback ended(stop, [&] { close_in(context, cancellable.get()); });
  g_main_loop_run(waiting.loop.get());
  return waiting.answer;
}

}  // namespace

Answer ask_portal(const Question& question, const std::stop_token& stop) {
  if (!has_bus()) return {};
  const Owned<GMainContext> context(g_main_context_new());
  g_main_context_push_thread_default(context.get());
  Answer answer = ask_in(context.get(), question, stop);
  g_main_context_pop_thread_default(context.get());
  return answer;
}

}  // namespace losslab

#else

namespace losslab {

NativeFiles::Answer ask_portal(const NativeFiles::Question&, const std::stop_token&) { return {}; }

}  // namespace losslab

#endif
