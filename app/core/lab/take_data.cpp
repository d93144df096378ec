#include "app/core/lab/take_data.h"

#include <fmt/format.h>

#include <filesystem>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/suiting.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/screen.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

std::string summary(const Dataset& data, const std::string& name, std::size_t left_out, bool suited,
                    const Language& text) {
  const LabTask& task = lab_task(data.task);
  const char* const key = left_out == 0 ? task.taken : left_out == 1 ? task.taken_but_one : task.taken_but_some;
  const std::string taken =
      text(key, {{"name", name}, {"count", fmt::format("{}", data.size())}, {"left_out", fmt::format("{}", left_out)}});
  return text(suited ? "message.data.taken_and_suited" : "message.data.taken", {{"taken", taken}});
}

// The laboratory of `next` has got other data.
Opening opening_of(Document next, const Dataset& data, const std::string& name, std::size_t left_out,
                   const std::string& asset_folder, const Language& text) {
  const LabTask& task = lab_task(data.task);
  LabPage& page = lab_page(next, data.task);
  use_several_classes(page, !data.class_names.empty());
  page.start.clear();
  // Measured inputs have all sizes; a descent that is not told of them would diverge or crawl.
  page.standardize = true;
  suit_to_data(next, data.task, make_data(page.data, asset_folder));
  Opening opening;
  opening.document = std::move(next);
  opening.screen = task.id;
  opening.what = text("message.data.undo", {{"name", name}});
  for (const char* plot : {"data", "landscape", "error", "riding", "accuracy", "margins"}) {
    opening.cameras.push_back(screen_named(task.id).camera_key(opening.document, plot));
  }
  if (!data.more.empty() && data.task == Task::regression) {
    opening.look = [of = task.task](View& view) { suit_to_predictors(lab_view(view, of)); };
  }
  opening.sentence = summary(data, name, left_out, !lab_page(opening.document, data.task).start.empty(), text);
  return opening;
}

}  // namespace

Opening open_data(const std::string& path, const Document& before, const std::string& asset_folder,
                  const Language& text) {
  const Dataset data = read_csv(path);
  Document next = before;
  DataSpec& spec = lab_page(next, data.task).data;
  spec.kind = DataSpec::Kind::file;
  std::error_code ignored;
  const std::filesystem::path full = std::filesystem::absolute(path, ignored);
  spec.file = ignored ? path : full.string();
  return opening_of(std::move(next), data, csv_file_name(path), 0, asset_folder, text);
}

Opening take_points(const Dataset& data, std::size_t left_out, const Document& before, const std::string& asset_folder,
                    const Language& text) {
  Document next = before;
  DataSpec& spec = lab_page(next, data.task).data;
  spec.kind = DataSpec::Kind::points;
  spec.points = data;
  return opening_of(std::move(next), data, data.name, left_out, asset_folder, text);
}

}  // namespace losslab
