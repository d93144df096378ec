// What is opened and saved.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/core/shell/application.h"
#include "app/core/shell/session_picture.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

std::string ending_of(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return ending;
}

bool is_in_folder(const std::filesystem::path& file, const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::equivalent(std::filesystem::absolute(file, ignored).parent_path(), folder, ignored);
}

}  // namespace

void Application::open(const std::string& path) {
  const std::string ending = ending_of(path);
  if (ending == ".toml" || ending == ".png") {
    open_session(path);
  } else if (ending == ".csv") {
    open_data(path);
  } else {
    throw InputError(
        fmt::format("{}: expected a session (.toml), data (.csv) or a picture that LossLab saved (.png).", path));
  }
}

void Application::open_session(const std::string& path) {
  Session next = load_session_or_picture(path);
  // Everything that may fail is done before anything is changed.
  std::unique_ptr<Lab> labs[2];
  for (const Screen screen : {Screen::regression, Screen::classification}) {
    const std::size_t i = screen == Screen::classification;
    labs[i] = std::make_unique<Lab>(screen, asset_folder_, wake_);
    labs[i]->follow(next.document);
    labs[i]->aim(next.view.length[i], next.view.position[i]);
  }
  session_ = std::move(next);
  for (const std::size_t i : {0, 1}) labs_[i] = std::move(labs[i]);
  for (const auto& sweep : sweeps_) sweep->forget();
  history_.clear();
  playing_ = false;
  parameter_play_.reset();
  message_.reset();
  // A session is not saved again over a picture, nor over one of the examples.
  const bool own = !is_picture(path) && !is_in_folder(path, std::filesystem::path(asset_folder_) / "sessions");
  session_path_ = own ? std::optional(path) : std::nullopt;
  dirty_ = false;
  ++version_;
}

void Application::save(const std::string& path) {
  std::string target = path;
  if (ending_of(target) != ".toml") target += ".toml";
  save_session(session_, target);
  session_path_ = target;
  dirty_ = false;
  say("Saved " + target + ".");
}

void Application::save_figure(const Actions::Export& request) {
  if (screen() != Screen::losses) shown_lab().wait_for_pictures(document(), view(), theme());
  const Figure whole = figure();
  if (ending_of(request.path) == ".csv") {
    if (request.plot.empty()) throw InputError("Numbers are saved for one plot at a time: choose a plot.");
    write_file_atomically(request.path, figure_csv(whole, request.plot));
  } else {
    ExportOptions options;
    options.width_mm = request.width_mm;
    options.height_mm = request.height_mm;
    options.dpi = request.dpi;
    remember_positions();
    options.text = picture_text(session_);
    export_figure(request.plot.empty() ? whole : single_plot(whole, request.plot), request.path, options);
  }
  say("Saved " + request.path + ".");
}

}  // namespace losslab
