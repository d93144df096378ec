#include "app/core/lab/take_data.h"

#include <fmt/format.h>

#include <filesystem>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/suiting.h"
#include "app/core/shell/state/screen.h"
#include "losses/learn/data/csv_scanner.h"

namespace losslab {
namespace {

std::string summary(const Dataset& data, const std::string& name, std::size_t left_out, bool suited) {
  const std::string rest =
      left_out == 0 ? "" : fmt::format(", {} incomplete row{} left out", left_out, left_out == 1 ? "" : "s");
  const char* const start = suited ? " It starts from the least median of squares; thresholds match the noise." : "";
  return fmt::format("{}: {} {}{}. The descent sees centred and scaled inputs.{}", name, data.size(),
                     lab_task(data.task).points, rest, start);
}

// The laboratory of `next` has got other data.
Opening opening_of(Document next, const Dataset& data, const std::string& name, std::size_t left_out,
                   const std::string& asset_folder) {
  const LabTask& task = lab_task(data.task);
  LabPage& page = lab_page(next, data.task);
  page.start.clear();
  // Measured inputs have all sizes; a descent that is not told of them would diverge or crawl.
  page.standardize = true;
  suit_to_data(next, data.task, make_data(page.data, asset_folder));
  Opening opening;
  opening.document = std::move(next);
  opening.screen = task.id;
  opening.what = "data from " + name;
  for (const char* plot : {"data", "landscape", "error", "riding", "accuracy", "margins"}) {
    opening.cameras.push_back(screen_named(task.id).camera_key(opening.document, plot));
  }
  opening.sentence = summary(data, name, left_out, !lab_page(opening.document, data.task).start.empty());
  return opening;
}

}  // namespace

Opening open_data(const std::string& path, const Document& before, const std::string& asset_folder) {
  const Dataset data = read_csv(path);
  Document next = before;
  DataSpec& spec = lab_page(next, data.task).data;
  spec.kind = DataSpec::Kind::file;
  std::error_code ignored;
  const std::filesystem::path full = std::filesystem::absolute(path, ignored);
  spec.file = ignored ? path : full.string();
  return opening_of(std::move(next), data, csv_file_name(path), 0, asset_folder);
}

Opening take_points(const Dataset& data, std::size_t left_out, const Document& before,
                    const std::string& asset_folder) {
  Document next = before;
  DataSpec& spec = lab_page(next, data.task).data;
  spec.kind = DataSpec::Kind::points;
  spec.points = data;
  return opening_of(std::move(next), data, data.name, left_out, asset_folder);
}

}  // namespace losslab
