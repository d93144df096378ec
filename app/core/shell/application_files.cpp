// What is opened and saved.
#include <algorithm>
#include <filesystem>

#include "app/core/shell/application.h"
#include "app/core/shell/figure_page.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/shell/keep/keeper.h"
#include "app/core/shell/state/history.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/own_losses.h"
#include "app/core/shell/state/screen.h"
#include "app/core/shell/table_remarks.h"
#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/data/table/csv_table.h"
#include "losses/learn/data/table/csv_text.h"
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

// Whether there is nothing to choose and nothing to say of a table.
bool is_known_form(const CsvTable& table, const Language& text) {
  try {
    take_known_columns(table);
    return table_remarks(table.understanding(), text).empty();
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace

const WrittenKind* written_kind(const std::string& path) {
  if (ending_of(path) != ".toml") return nullptr;
  const auto kinds = written_kinds();
  const auto found = std::ranges::find_if(kinds, [&path](const WrittenKind& kind) { return kind.is_one(path); });
  return found == kinds.end() ? nullptr : &*found;
}

void Application::open(const std::string& path) {
  const std::string ending = ending_of(path);
  if (const WrittenKind* const kind = written_kind(path)) {
    take(kind->open(path, document(), language_));
    keeper_->files.note(path);
    return;
  }
  if (ending == ".toml" || ending == ".png") {
    open_session(path);
    return;
  }
  for (const FileKind& kind : file_kinds()) {
    if (ending == kind.ending) {
      take(kind.open(path, document(), asset_folder_, language_));
      keeper_->files.note(path);
      return;
    }
  }
  throw InputError(language_("message.unknown_file", {{"path", path}}));
}

void Application::offer(const std::string& path, bool unless_known) {
  if (!has_ending_of_a_table(path)) {
    open(path);
    return;
  }
  CsvTable table = read_csv_table(path);
  if (unless_known && is_known_form(table, language_)) {
    open(path);
    return;
  }
  offered_table_ = std::make_shared<const CsvTable>(std::move(table));
  keeper_->files.note(path);
  message_.reset();
}

void Application::offer_text(std::string text) {
  offered_table_ = std::make_shared<const CsvTable>(parse_csv_table(std::move(text), language_("lab.import.pasted")));
  message_.reset();
}

// Shows the screen of an opening that has got something new, whole.
void Application::take(Opening opening) {
  const View before = view();
  session_->view.screen = opening.screen;
  for (const std::string& camera : opening.cameras) session_->view.cameras.erase(camera);
  if (opening.look) opening.look(session_->view);
  player_.stop();
  try {
    if (opening.document == document()) {
      follow(document());  // there is something to be looked at, and nothing is changed
      ++version_;
    } else {
      commit(std::move(opening.document), opening.what, {});
    }
  } catch (const InputError&) {
    session_->view = before;
    throw;
  }
  offered_table_.reset();
  if (!opening.sentence.empty()) say(std::move(opening.sentence));
}

void Application::open_session(const std::string& path) {
  if (open_loss(path)) return;
  show(load_session_or_picture(path));
  // A session is not saved again over a picture, nor over one of the examples.
  const bool own = !is_picture(path) && !is_in_folder(path, std::filesystem::path(asset_folder_) / "sessions");
  session_path_ = own ? std::optional(path) : std::nullopt;
  set_dirty(false);
  keeper_->files.note(path);
}

void Application::show(Session next) {
  // Everything that may fail is done before anything is changed.
  adopt_kept_losses(next.document);
  AllResults all = make_results();
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i]->follow(next.document);
    const auto place = next.view.runs.find(screens()[i]->id());
    Playback* const playback = all[i]->playback();
    if (playback != nullptr && place != next.view.runs.end()) {
      playback->aim(place->second.length, place->second.position);
    }
  }
  keep_losses();  // those of what was shown until now
  *session_ = std::move(next);
  results_ = std::move(all);
  keeper_->losses.watch(own_texts(document()));
  history_->clear();
  player_.stop();
  parameter_player_.stop();
  message_.reset();
  ++version_;
}

void Application::save(const std::string& path) {
  std::string target = path;
  if (ending_of(target) != ".toml") target += ".toml";
  save_session(*session_, target);
  session_path_ = target;
  set_dirty(false);
  keeper_->files.note(target);
  say(language_("message.saved", {{"path", target}}));
}

void Application::save_figure(const Actions::Export& request) {
  const Theme& colours = request.grey ? in_grey(theme()) : theme();
  shown().settle(document(), view(), colours);
  remember_places();
  Figure figure = shown().figure(document(), view(), colours);
  if (ending_of(request.path) == ".csv") {
    if (request.plot.empty()) throw InputError(language_("message.one_plot"));
    write_file_atomically(request.path, figure_csv(figure, request.plot));
  } else {
    if (!request.plot.empty()) figure = single_plot(figure, request.plot);
    ExportOptions options;
    if (const FigureSize* size = figure_size(request.size)) make_for(*size, figure, options);
    options.width_mm = request.width_mm;
    options.height_mm = request.height_mm;
    options.dpi = request.dpi;
    options.svg_text = request.svg_text;
    options.transparent = request.transparent;
    options.grey = request.grey;
    options.text = picture_text();
    export_figure(figure, request.path, options);
  }
  keeper_->files.note(request.path);
  say(language_("message.saved", {{"path", request.path}}));
}

void Application::save_text(const Actions::TextFile& file) {
  write_file_atomically(file.path, file.text);
  say(language_("message.saved", {{"path", file.path}}));
}

PngText Application::picture_text() const { return losslab::picture_text(*session_, asset_folder_, results_); }

std::string Application::picture(const std::string& plot) {
  shown().settle(document(), view(), theme());
  remember_places();
  ExportOptions options;
  options.dpi = 200;
  options.text = picture_text();
  const Figure whole = figure();
  return figure_png(plot.empty() ? whole : single_plot(whole, plot), options);
}

}  // namespace losslab
