#include "app/core/shell/files/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/own/own_loss_file.h"
#include "app/core/shell/files/text_file.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/shell/state/loss_id.h"
#include "app/core/shell/state/own_losses.h"
#include "app/core/shell/state/player.h"
#include "app/core/shell/state/screen.h"
#include "losses/humps/bell_divergence.h"
#include "losses/vectors/vector_loss.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

// A loss, a further run of one, a loss of logits, or a divergence of bells: what has curves of its own.
void expect_series(const std::string& id, const Document& document) {
  const auto is_it = [&](const VectorEntry& entry) { return id == entry.info->id; };
  if (find_bell_divergence(id) == nullptr && std::ranges::none_of(vector_catalogue(), is_it))
    document.index(loss_of(id));
}

constexpr std::int64_t longest_run = 100'000'000;
constexpr std::uintmax_t largest_file = 64U << 20U;
constexpr std::array themes{"light", "dark"};

// ---- reading --------------------------------------------------------------------------------------------------------

bool is_camera(std::string_view key) {
  return std::ranges::any_of(screens(), [&](const Screen* screen) { return screen->has_camera(key); });
}

void read_range(TomlSection& in, std::string_view key, std::optional<Range>& range) {
  std::vector<double> ends;
  if (!in.numbers(key, ends)) return;
  if (ends.size() != 2 || !(ends[0] < ends[1])) in.refuse(key, "expected [least, greatest]");
  range = Range{ends[0], ends[1]};
}

void read_cameras(TomlSection in, View& view) {
  for (const std::string& key : in.keys()) {
    TomlSection one = *in.section(key);
    if (!is_camera(key)) {
      in.refuse(key, "unknown plot; expected SCREEN.PLOT as in \"regression.data\"");
    }
    Camera camera;
    read_range(one, "x", camera.x);
    read_range(one, "y", camera.y);
    one.flag("log_x", camera.log_x);
    one.flag("log_y", camera.log_y);
    one.finish();
    view.cameras[key] = camera;
  }
}

// A number of iterates for each screen that has any.
void read_by_screen(TomlSection& in, std::string_view key, View& view, long RunPlace::*out) {
  std::optional<TomlSection> all = in.section(key);
  if (!all) return;
  for (const Screen* screen : screens()) {
    const auto place = view.runs.find(screen->id());
    std::int64_t value = 0;
    if (place != view.runs.end() && all->integer(screen->id(), value, 0, longest_run)) {
      place->second.*out = static_cast<long>(value);
    }
  }
  all->finish();
}

std::vector<const char*> screen_ids() {
  std::vector<const char*> ids;
  for (const Screen* screen : screens()) ids.push_back(screen->id());
  return ids;
}

void read_view(TomlSection in, View& view, const Document& document) {
  if (const auto screen = in.word("screen", screen_ids())) view.screen = screens()[*screen]->id();
  if (const auto theme = in.word("theme", themes)) view.theme = themes[*theme];
  std::int64_t whole = 0;
  if (in.integer("text_size", whole, 0, 2)) view.text_size = static_cast<int>(whole);
  if (in.integer("speed_power", whole, Player::slowest, Player::fastest)) view.speed_power = static_cast<int>(whole);
  in.flag("left_open", view.left_open);
  in.flag("right_open", view.right_open);
  for (const Screen* screen : screens()) screen->read_view(in, view);
  read_by_screen(in, "length", view, &RunPlace::length);
  read_by_screen(in, "position", view, &RunPlace::position);
  for (auto& [screen, place] : view.runs) place.length = std::max(place.length, place.position);
  std::vector<std::string> hidden;
  if (in.texts("hidden", hidden)) {
    for (const std::string& id : hidden) in.at("hidden", [&] { expect_series(id, document); });
    view.hidden = {hidden.begin(), hidden.end()};
  }
  if (std::optional<TomlSection> cameras = in.section("cameras")) read_cameras(std::move(*cameras), view);
  in.finish();
}

// Before everything that names them.
void read_own_losses(TomlSection& in, Document& document) {
  for (TomlSection& one : in.sections("own")) {
    const OwnLossText text = read_own_loss(one);
    one.finish();
    one.at("id", [&] { add_own_loss(document, text); });
  }
}

void read_version(TomlSection& in) {
  std::int64_t version = 1;
  in.integer("version", version, 1, std::numeric_limits<std::int64_t>::max());
  if (version > 1) {
    in.refuse("version", fmt::format("expected 1, found {}: the session was made by a newer LossLab", version));
  }
}

// ---- writing --------------------------------------------------------------------------------------------------------

std::string by_screen(const View& view, long RunPlace::*value) {
  std::string text;
  for (const Screen* screen : screens()) {
    const auto place = view.runs.find(screen->id());
    if (place == view.runs.end()) continue;
    text += fmt::format("{}{} = {}", text.empty() ? "{ " : ", ", screen->id(), place->second.*value);
  }
  return text + " }";
}

void write_cameras(TomlWriter& out, const View& view) {
  using namespace toml_text;
  for (const auto& [key, camera] : view.cameras) {
    out.section("view.cameras." + in_quotes(key));
    if (camera.x) out.line("x", numbers(std::array{camera.x->min, camera.x->max}));
    if (camera.y) out.line("y", numbers(std::array{camera.y->min, camera.y->max}));
    if (camera.log_x) out.line("log_x", "true");
    if (camera.log_y) out.line("log_y", "true");
  }
}

// Those that there still are: a loss of one's own may have been removed.
std::vector<std::string> hidden_series(const View& view, const Document& document) {
  std::vector<std::string> ids;
  for (const std::string& id : view.hidden) {
    try {
      expect_series(id, document);
      ids.push_back(id);
    } catch (const InputError&) {
      continue;
    }
  }
  return ids;
}

void write_view(TomlWriter& out, const View& view, const Document& document) {
  using namespace toml_text;
  TomlWriter sections;
  out.section("view");
  out.line("screen", in_quotes(view.screen));
  out.line("theme", in_quotes(view.theme));
  out.line("text_size", whole(view.text_size));
  out.line("left_open", flag(view.left_open));
  out.line("right_open", flag(view.right_open));
  for (const Screen* screen : screens()) screen->write_view(out, sections, view);
  out.line("length", by_screen(view, &RunPlace::length));
  out.line("position", by_screen(view, &RunPlace::position));
  out.line("speed_power", whole(view.speed_power));
  if (const auto hidden = hidden_series(view, document); !hidden.empty()) out.line("hidden", texts(hidden));
  out.plain(sections.take());
  write_cameras(out, view);
}

}  // namespace

std::string to_toml(const Session& session) {
  TomlWriter out;
  out.plain(
      "# A session of LossLab: open it with \"losslab FILE\". What is left out has its usual value.\nversion = 1\n");
  write_view(out, session.view, session.document);
  for (const Loss& loss : own_losses(session.document)) write_own_loss(out, "own", *loss.own_text());
  for (const Screen* screen : screens()) screen->write(out, session.document);
  return out.take();
}

void save_session(const Session& session, const std::filesystem::path& path) {
  write_file_atomically(path, to_toml(session));
}

Session parse_session(const std::string& text, const std::string& name) {
  const TomlDocument toml(text, name);
  return read_session(toml.root());
}

Session read_session(TomlSection in) {
  Session session;
  read_version(in);
  read_own_losses(in, session.document);
  for (const Screen* screen : screens()) screen->read(in, session.document);
  if (auto section = in.section("view")) read_view(std::move(*section), session.view, session.document);
  in.finish();
  return session;
}

Session load_session(const std::filesystem::path& path) {
  return parse_session(read_text_file(path, "a session", largest_file), path.filename().string());
}

}  // namespace losslab
