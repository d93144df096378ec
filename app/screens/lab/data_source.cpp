#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "app/core/lab/page/suiting.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"
#include "losses/learn/data/real_data.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

// By its first line: a file with labels is for classification.
Task task_by_header(const fs::path& path) {
  if (const RealData* known = find_real_data(path.filename().string()); known != nullptr && known->several) {
    return known->task;
  }
  std::ifstream file(path);
  std::string header;
  std::getline(file, header);
  return header.find("label") != std::string::npos ? Task::classification : Task::regression;
}

// Looked up once for each file.
Task task_of_file(const LabPanel& panel, const std::string& path) {
  std::map<std::string, Task>& known = panel.state.memory<LabMemory>().file_tasks;
  const auto found = known.find(path);
  return found != known.end() ? found->second : known.emplace(path, task_by_header(path)).first->second;
}

bool is_imported(const LabPanel& panel, const std::string& name) {
  return has_ending_of_a_table(name) || name == panel.text("lab.import.pasted");
}

struct Source {
  std::string title;
  DataSpec::Kind kind;
  std::string file;
};

std::vector<Source> sources(const LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  std::vector<Source> list;
  for (const Generator& generator : generators()) {
    if (generator.task == panel.task)
      list.push_back({panel.language().translated(generator.title), generator.kind, ""});
  }
  for (const ListedFile& file : panel.state.files.data) {
    if (task_of_file(panel, file.path) == panel.task)
      list.push_back({panel.language().translated(file.title), DataSpec::Kind::file, file.name});
  }
  const bool listed = std::any_of(list.begin(), list.end(), [&](const Source& source) {
    return source.kind == DataSpec::Kind::file && source.file == data.file;
  });
  if (data.kind == DataSpec::Kind::file && !listed) {
    list.push_back({fs::path(data.file).filename().string(), DataSpec::Kind::file, data.file});
  }
  const bool imported = data.kind == DataSpec::Kind::points && is_imported(panel, data.points.name);
  list.push_back({imported ? data.points.name : panel.text("lab.data.own_points"), DataSpec::Kind::points, ""});
  return list;
}

// A line or a plane says nothing about these: a model that can follow them takes its place.
void suit_model(LabPage& page) {
  using Kind = DataSpec::Kind;
  using Model = ModelSpec::Kind;
  Model& model = page.model.kind;
  if (model != Model::line && model != Model::linear) return;
  const Kind kind = page.data.kind;
  if (kind == Kind::polynomial) model = Model::poly;
  if (kind == Kind::sinusoid || kind == Kind::steps || kind == Kind::spirals) model = Model::rbf;
  if (kind == Kind::circles || kind == Kind::xor_clouds) model = Model::quadratic;
}

// Whose residuals are in units of their own.
bool has_own_units(DataSpec::Kind kind) { return kind == DataSpec::Kind::file || kind == DataSpec::Kind::inventory; }

void take(LabPage& page, const Source& source, const Dataset* now) {
  if (source.kind == DataSpec::Kind::points && page.data.kind != DataSpec::Kind::points && now != nullptr) {
    page.data.points = *now;
    page.data.points.name = "your points";
  }
  // The units of a file are its own: without standardisation no usual rate would do.
  if (source.kind == DataSpec::Kind::file) page.standardize = true;
  page.data.kind = source.kind;
  page.data.file = source.file;
  suit_model(page);
  // The same points keep their start; the line has the one from which everybody sees the bulk.
  if (source.kind == DataSpec::Kind::line && page.model.kind == ModelSpec::Kind::line) {
    page.start = usual_lab_page(Task::regression).start;
  } else if (source.kind != DataSpec::Kind::points) {
    page.start.clear();
  }
}

void choose(LabPanel& panel, const Source& source) {
  const RealData* const known = find_real_data(source.file);
  if (known != nullptr && known->several && known->task == Task::regression) panel.look_anew(suit_to_predictors);
  const std::string what = panel.text("lab.data.source_edit", {{"source", source.title}});
  panel.edit(what, [source, now = panel.lab().setting().data, task = panel.task, folder = panel.app.asset_folder()](
                       Document& document, LabPage& page) {
    const bool units = has_own_units(page.data.kind) != has_own_units(source.kind);
    take(page, source, now.get());
    if (source.kind == DataSpec::Kind::points) return;
    const std::vector<double> start = page.start;
    if (has_own_units(source.kind) || units) suit_to_data(document, task, make_data(page.data, folder));
    if (!has_own_units(source.kind)) page.start = start;
  });
}

}  // namespace

void source_choice(LabPanel& panel) {
  const std::vector<Source> list = sources(panel);
  const DataSpec& data = panel.page().data;
  std::vector<std::string> titles;
  int current = -1;
  for (const Source& source : list) {
    const bool same = source.kind == data.kind && (source.kind != DataSpec::Kind::file || source.file == data.file);
    if (same) current = static_cast<int>(titles.size());
    titles.push_back(source.title);
  }
  if (const auto clicked = combo("source", panel.text("lab.data.source"), titles, current, panel)) {
    choose(panel, list[static_cast<std::size_t>(*clicked)]);
  }
  data_file_buttons(panel);
}

void seed_row(LabPanel& panel) {
  const std::uint64_t seed = panel.page().data.seed;
  auto set = [&panel](std::uint64_t to) {
    panel.edit_page(panel.text("lab.data.seed_edit"), [to](LabPage& page) { page.data.seed = to; });
  };
  const float top = ImGui::GetCursorPosY();
  ImGui::SetCursorPosY(top + (panel.ui.px(28) - ImGui::GetTextLineHeight()) / 2);
  ImGui::TextUnformatted(panel.text("lab.data.seed", {{"seed", fmt::format("{}", seed)}}).c_str());
  ImGui::SameLine();
  ImGui::SetCursorPosY(top);
  if (button("seed_previous", panel.text("lab.data.seed_previous"), panel) && seed > 0) set(seed - 1);
  ImGui::SameLine();
  if (button("seed_next", panel.text("lab.data.seed_next"), panel)) set(seed + 1);
  ImGui::SameLine();
  // Any other seed: the top bits of a multiplicative mix of the present one, a number that can be read aloud.
  if (button("seed_dice", panel.text("lab.data.seed_any"), panel))
    set((seed * 6364136223846793005u + 1442695040888963407u) >> 47);
}

}  // namespace losslab
