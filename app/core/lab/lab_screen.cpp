#include "app/core/lab/lab_screen.h"

#include <algorithm>
#include <filesystem>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/page/session_lab.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/state/document.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

// At most some 3 MB of text: 20 digits each.
constexpr std::size_t most_numbers_along = 150'000;

// Shipped data are there wherever the program is.
bool is_shipped(const std::string& file, const std::string& asset_folder) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  return !fs::exists(file, ignored) && fs::exists(fs::path(asset_folder) / "data" / file, ignored);
}

}  // namespace

const char* LabScreen::id() const { return lab_task(task_).id; }

const char* LabScreen::title() const { return lab_task(task_).title; }

Part LabScreen::usual_page() const { return Part(usual_lab_page(task_)); }

Part LabScreen::usual_view() const { return Part(usual_lab_view(task_)); }

std::optional<RunPlace> LabScreen::usual_place() const { return RunPlace{opening_length, opening_length}; }

std::unique_ptr<Results> LabScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<LabResults>(task_, needs);
}

void LabScreen::make_valid(Part& page, const Part& before) const {
  losslab::make_valid(page.as<LabPage>(), before.as<LabPage>());
}

int LabScreen::series(const Document& document, std::string_view id) const {
  const LabPage& page = lab_page(document, task_);
  const bool runs = std::ranges::find(page.ticked, id) != page.ticked.end();
  return runs ? runner_series(document, page, id) : -1;
}

void LabScreen::follow_losses(Document& document, const LossChange& change) const {
  LabPage& page = lab_page(document, task_);
  move_styles(page, document.losses.size());
  if (change.from.empty()) return;
  if (change.to != change.from) rename_loss(page, change.from, change.to);
  if (!change.to.empty()) change_parameters(page, *change.before, document.loss(change.to));
  SweepAxis& over = page.sweep.over;
  if (change.to == change.from || !over.name.starts_with(change.from + ".")) return;
  if (change.to.empty()) {
    over = usual_lab_page(task_).sweep.over;
  } else {
    over.name.replace(0, change.from.size(), change.to);
  }
}

bool LabScreen::has_camera(std::string_view key) const {
  const std::string prefix = std::string(id()) + ".";
  if (!key.starts_with(prefix)) return false;
  const std::vector<std::string> plots = lab_plots(task_);
  return std::ranges::find(plots, key.substr(prefix.size())) != plots.end();
}

void LabScreen::take_along(Document& document, const Results* shown, const std::string& asset_folder) const {
  DataSpec& spec = lab_page(document, task_).data;
  if (spec.kind != DataSpec::Kind::file || is_shipped(spec.file, asset_folder)) return;
  const Lab* const lab = shown != nullptr ? &static_cast<const LabResults*>(shown)->lab() : nullptr;
  Dataset points;
  try {
    points =
        lab != nullptr && lab->followed() && lab->page().data == spec ? lab->data() : make_data(spec, asset_folder);
  } catch (const InputError&) {
    return;  // whoever opens the picture is told that the file is missing
  }
  const std::size_t numbers = points.size() * (2 + std::max<std::size_t>(1, points.more.size()));
  if (numbers > most_numbers_along || points.size() < 2 || points.task != task_) return;
  spec.kind = DataSpec::Kind::points;
  spec.points = std::move(points);
  spec.file.clear();
}

void LabScreen::read(TomlSection& session, Document& document) const {
  if (auto section = session.section(id())) read_lab(std::move(*section), task_, document);
}

void LabScreen::write(TomlWriter& session, const Document& document) const { write_lab(session, task_, document); }

void LabScreen::read_view(TomlSection& view, View& out) const {
  if (auto section = view.section(id())) read_lab_view(std::move(*section), lab_view(out, task_));
}

void LabScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  write_lab_view(sections, task_, lab_view(view, task_));
}

}  // namespace losslab
