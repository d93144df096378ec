// Data that come in and go out.
#include <fmt/format.h>

#include <filesystem>

#include "app/core/lab/page/suiting.h"
#include "app/core/shell/application.h"
#include "losses/core/error.h"
#include "losses/learn/data/csv_scanner.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

bool is_csv(const std::string& path) {
  return ascii_lowered(std::filesystem::path(path).extension().string()) == ".csv";
}

bool is_known_form(const std::string& path) {
  try {
    read_csv(path);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

Screen screen_of(Task task) { return task == Task::classification ? Screen::classification : Screen::regression; }

std::string summary(const Dataset& data, const std::string& name, std::size_t left_out, bool suited) {
  const char* const points = data.task == Task::classification ? "labelled points" : "points";
  const std::string rest =
      left_out == 0 ? "" : fmt::format(", {} incomplete row{} left out", left_out, left_out == 1 ? "" : "s");
  const char* const start = suited ? " It starts from the least median of squares; thresholds match the noise." : "";
  return fmt::format("{}: {} {}{}. The descent sees centred and scaled inputs.{}", name, data.size(), points, rest,
                     start);
}

}  // namespace

void Application::offer(const std::string& path, bool unless_known) {
  if (!is_csv(path) || (unless_known && is_known_form(path))) {
    open(path);
    return;
  }
  offered_table_ = std::make_shared<const CsvTable>(read_csv_table(path));
  message_.reset();
}

void Application::open_data(const std::string& path) {
  const Dataset data = read_csv(path);
  const Screen target = screen_of(data.task);
  Document next = document();
  LabPage& page = next.lab(target);
  page.data.kind = DataSpec::Kind::file;
  std::error_code ignored;
  const std::filesystem::path full = std::filesystem::absolute(path, ignored);
  page.data.file = ignored ? path : full.string();
  const std::string name = csv_file_name(path);
  take_data(std::move(next), target, name);
  say(summary(data, name, 0, !document().lab(target).start.empty()));
}

void Application::import_data(const Actions::Import& request) {
  const Screen target = screen_of(request.data.task);
  Document next = document();
  LabPage& page = next.lab(target);
  page.data.kind = DataSpec::Kind::points;
  const std::string name = request.data.name;
  page.data.points = request.data;
  take_data(std::move(next), target, name);
  offered_table_.reset();
  say(summary(request.data, name, request.left_out, !document().lab(target).start.empty()));
}

// Shows the lab of `next` that has got other data, whole.
void Application::take_data(Document next, Screen target, const std::string& name) {
  LabPage& page = next.lab(target);
  page.start.clear();
  // Measured inputs have all sizes; a descent that is not told of them would diverge or crawl.
  page.standardize = true;
  suit_to_data(next, target, make_data(page.data, asset_folder_));
  const View before = session_.view;
  session_.view.screen = target;
  for (const char* plot : {"data", "landscape", "error", "riding", "accuracy", "margins"}) {
    session_.view.cameras.erase(session_.view.camera_key(document(), plot));
  }
  playing_ = false;
  try {
    commit(std::move(next), "data from " + name, {});
  } catch (const InputError&) {
    session_.view = before;
    throw;
  }
}

void Application::save_data(const std::string& path) {
  if (screen() == Screen::losses || !shown_lab().setting().data) throw InputError("There are no data to be saved.");
  const std::string target = is_csv(path) ? path : path + ".csv";
  const Dataset& data = shown_lab().data();
  write_file_atomically(target, to_csv(data));
  say(fmt::format("Saved {} points as {}.", data.size(), target));
}

}  // namespace losslab
