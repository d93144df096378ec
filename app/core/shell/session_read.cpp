#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>

#include "app/core/lab/page/runners.h"
#include "app/core/lab/page/session_lab.h"
#include "app/core/shell/session.h"
#include "app/core/shell/toml_section.h"

namespace losslab {
namespace {

constexpr std::int64_t longest_run = 100'000'000;
constexpr std::uintmax_t largest_file = 64U << 20U;

// The plots of the Losses screen, on any of its axes.
constexpr std::array losses_plots{"loss", "gradient", "curvature", "weight", "risk", "link"};

bool is_camera(std::string_view key) {
  for (const Screen screen : {Screen::regression, Screen::classification}) {
    const std::string prefix = fmt::format("{}.", screen_names[static_cast<std::size_t>(screen)]);
    if (!key.starts_with(prefix)) continue;
    const std::vector<std::string> plots = lab_plots(screen);
    return std::ranges::find(plots, key.substr(prefix.size())) != plots.end();
  }
  for (const char* axis : axis_names) {
    for (const char* plot : losses_plots) {
      if (key == fmt::format("losses.{}.{}", axis, plot)) return true;
    }
  }
  return false;
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

void read_by_lab(TomlSection& in, std::string_view key, std::array<long, 2>& out) {
  std::optional<TomlSection> both = in.section(key);
  if (!both) return;
  std::int64_t value = 0;
  if (both->integer("regression", value, 0, longest_run)) out[0] = static_cast<long>(value);
  if (both->integer("classification", value, 0, longest_run)) out[1] = static_cast<long>(value);
  both->finish();
}

void read_view(TomlSection in, View& view, const Document& document) {
  if (const auto screen = in.word("screen", screen_names)) view.screen = static_cast<Screen>(*screen);
  constexpr std::array themes{"light", "dark"};
  if (const auto theme = in.word("theme", themes)) view.theme = themes[*theme];
  std::int64_t whole = 0;
  if (in.integer("text_size", whole, 0, 2)) view.text_size = static_cast<int>(whole);
  if (in.integer("speed_power", whole, -4, 10)) view.speed_power = static_cast<int>(whole);
  in.flag("left_open", view.left_open);
  in.flag("right_open", view.right_open);
  in.flag("show_curvature", view.show_curvature);
  in.flag("show_weight", view.show_weight);
  in.flag("probe", view.probe);
  if (std::optional<TomlSection> at = in.section("probe_at")) {
    for (std::size_t i = 0; i < axis_names.size(); ++i) at->number(axis_names[i], view.probe_at[i]);
    at->finish();
  }
  constexpr std::array screens{Screen::regression, Screen::classification};
  for (std::size_t i = 0; i < screens.size(); ++i) {
    const char* const name = screen_names[static_cast<std::size_t>(screens[i])];
    if (std::optional<TomlSection> lab = in.section(name)) read_lab_view(std::move(*lab), view.labs[i]);
  }
  read_by_lab(in, "length", view.length);
  read_by_lab(in, "position", view.position);
  for (std::size_t i = 0; i < 2; ++i) view.length[i] = std::max(view.length[i], view.position[i]);
  std::vector<std::string> hidden;
  if (in.texts("hidden", hidden)) {
    for (const std::string& id : hidden) in.at("hidden", [&] { document.index(loss_of(id)); });
    view.hidden = {hidden.begin(), hidden.end()};
  }
  if (std::optional<TomlSection> cameras = in.section("cameras")) read_cameras(std::move(*cameras), view);
  in.finish();
}

// Ids of known losses that `suits` agrees with, without repetition, brought into the catalogue's order.
template <class Suits>
void read_ids(TomlSection& in, std::string_view key, std::vector<std::string>& out, const Document& document,
              std::string_view expected, Suits&& suits) {
  std::vector<std::string> ids;
  if (!in.texts(key, ids)) return;
  std::vector<std::string> ordered;
  for (const std::string& id : ids) {
    in.at(key, [&] { document.index(id); });
    if (!suits(document.loss(id).info().family)) in.refuse(key, fmt::format("expected {}, found {}", expected, id));
    if (std::ranges::find(ordered, id) != ordered.end()) in.refuse(key, fmt::format("{} is named twice", id));
    toggle(ordered, id, document);
  }
  out = std::move(ordered);
}

template <class Suits>
void read_id(TomlSection& in, std::string_view key, std::string& out, const Document& document,
             std::string_view expected, Suits&& suits) {
  std::string id;
  if (!in.text(key, id)) return;
  in.at(key, [&] { document.index(id); });
  if (!suits(document.loss(id).info().family)) in.refuse(key, fmt::format("expected {}, found {}", expected, id));
  out = id;
}

constexpr std::string_view residual_loss = "a loss of residuals", margin_loss = "a loss of margins or probabilities",
                           score_loss = "an expected score", other_loss = "a loss of another argument";

template <LossAxis axis>
bool suits(Family family) {
  return is_drawn_on(axis, family);
}

void read_family_parameter(TomlSection& in, std::string& out, const Document& document) {
  std::string name;
  if (!in.text("family_parameter", name)) return;
  const auto has_it = [&](const Loss& loss) {
    return std::ranges::any_of(loss.parameters(), [&](const Parameter& one) { return name == one.name; });
  };
  if (!name.empty() && std::ranges::none_of(document.losses, has_it)) {
    in.refuse("family_parameter", fmt::format("expected the name of a parameter, found \"{}\"", name));
  }
  out = name;
}

void read_comparison(TomlSection in, Comparison& compare, const Document& document) {
  if (const auto word = in.word("normalise", normalise_names)) {
    compare.normalise = static_cast<Comparison::Normalise>(*word);
  }
  if (std::optional<TomlSection> at = in.section("value_at")) {
    for (std::size_t i = 0; i < axis_names.size(); ++i) at->number(axis_names[i], compare.value_at[i]);
    at->finish();
  }
  in.flag("half", compare.half);
  in.flag("bits", compare.bits);
  std::string reference;
  if (in.text("reference", reference)) {
    if (!reference.empty()) in.at("reference", [&] { document.index(reference); });
    compare.reference = reference;
  }
  in.flag("family", compare.family);
  read_family_parameter(in, compare.family_parameter, document);
  std::int64_t count = compare.family_count;
  in.integer("family_count", count, least_family, largest_family);
  compare.family_count = static_cast<int>(count);
  in.flag("risk", compare.risk);
  in.number("eta", compare.eta, fmt::format("a number from {} to {}", least_eta, largest_eta), least_eta, largest_eta);
  in.finish();
}

void read_losses(TomlSection in, Document& document) {
  LossesPage& page = document.losses_page;
  if (const auto axis = in.word("axis", axis_names)) page.axis = static_cast<LossAxis>(*axis);
  read_ids(in, "residual", page.residual, document, residual_loss, suits<LossAxis::residual>);
  read_ids(in, "margin", page.margin, document, margin_loss, suits<LossAxis::probability>);
  read_ids(in, "score", page.score, document, score_loss, suits<LossAxis::score>);
  read_ids(in, "other", page.other, document, other_loss, suits<LossAxis::other>);
  read_id(in, "chosen_residual", page.chosen_residual, document, residual_loss, suits<LossAxis::residual>);
  read_id(in, "chosen_margin", page.chosen_margin, document, margin_loss, suits<LossAxis::probability>);
  read_id(in, "chosen_score", page.chosen_score, document, score_loss, suits<LossAxis::score>);
  read_id(in, "chosen_other", page.chosen_other, document, other_loss, suits<LossAxis::other>);
  if (std::optional<TomlSection> compare = in.section("compare")) {
    read_comparison(std::move(*compare), page.compare, document);
  }
  in.finish();
}

// Each value has to be right by itself, and all of a loss together.
void read_parameters(TomlSection in, Document& document) {
  for (const std::string& id : in.keys()) {
    in.at(id, [&] { document.index(id); });
    Loss& loss = document.loss(id);
    std::vector<double> all(loss.parameters().size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = loss.parameter(i);
    TomlSection values = *in.section(id);
    for (const std::string& name : values.keys()) {
      double value = 0;
      values.any_number(name, value);
      values.at(name, [&] {
        Loss(loss).set_held(name, value);
        all[loss.parameter_index(name)] = value;
      });
    }
    in.at(id, [&] { loss.set_all(all); });
  }
}

void read_version(TomlSection& in) {
  std::int64_t version = 1;
  in.integer("version", version, 1, std::numeric_limits<std::int64_t>::max());
  if (version > 1) {
    in.refuse("version", fmt::format("expected 1, found {}: the session was made by a newer LossLab", version));
  }
}

}  // namespace

Session parse_session(const std::string& text, const std::string& name) {
  const toml::table table = parse_toml(text, name);
  Session session;
  TomlSection in(table, "", name);
  read_version(in);
  if (auto section = in.section("losses")) read_losses(std::move(*section), session.document);
  if (auto section = in.section("parameters")) read_parameters(std::move(*section), session.document);
  if (auto section = in.section("regression")) read_lab(std::move(*section), Screen::regression, session.document);
  if (auto section = in.section("classification")) {
    read_lab(std::move(*section), Screen::classification, session.document);
  }
  if (auto section = in.section("view")) read_view(std::move(*section), session.view, session.document);
  in.finish();
  return session;
}

Session load_session(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(fmt::format("'{}' is a folder; expected a session file.", name));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(fmt::format("Cannot read '{}': {}.", name, std::strerror(errno)));
  if (std::filesystem::file_size(path, error) > largest_file && !error) {
    throw InputError(fmt::format("{}: expected a session of at most 64 MiB.", name));
  }
  std::ostringstream text;
  text << file.rdbuf();
  return parse_session(text.str(), path.filename().string());
}

}  // namespace losslab
