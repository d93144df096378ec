#include "losses/learn/data/real_data.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

constexpr std::array all{
    RealData{"phones.csv", "Phone calls in Belgium", "year − 1900", "international calls (millions)"},
    RealData{"stars.csv", "Star cluster CYG OB1", "log temperature", "log light intensity"},
    RealData{"animals.csv", "Body and brain of animals", "log₁₀ body weight (g)", "log₁₀ brain weight (g)"},
    RealData{"faithful.csv", "Old Faithful geyser", "eruption (min)", "waiting (min)"},
    RealData{"anscombe1.csv", "Anscombe 1: a fair line", "x", "y"},
    RealData{"anscombe2.csv", "Anscombe 2: a curve", "x", "y"},
    RealData{"anscombe3.csv", "Anscombe 3: one outlier", "x", "y"},
    RealData{"anscombe4.csv", "Anscombe 4: one far point", "x", "y"},
    RealData{"stackloss.csv", "Stack loss of a plant", "Air.Flow,Water.Temp,Acid.Conc.", "stack.loss", true},
    RealData{"duncan.csv", "Prestige of occupations", "income,education", "prestige", true},
    RealData{"iris.csv", "Iris flowers", "petal length (cm)", "petal width (cm)"},
    RealData{"iris-species.csv", "Iris flowers, three species",
             "petal length (cm),petal width (cm),sepal length (cm),sepal width (cm)", "species", true,
             Task::classification},
};

}  // namespace

std::span<const RealData> real_data() { return all; }

const RealData* find_real_data(const std::string& file) {
  const auto found = std::ranges::find(all, std::string_view(file), &RealData::file);
  return found == all.end() ? nullptr : &*found;
}

std::string data_file_path(const std::string& name, const std::string& asset_folder) {
  std::error_code ignored;
  const std::filesystem::path shipped = std::filesystem::path(asset_folder) / "data" / name;
  const bool own = std::filesystem::exists(name, ignored) || !std::filesystem::exists(shipped, ignored);
  return own ? name : shipped.string();
}

void name_as_known(const std::string& name, const std::string& path, Dataset& data) {
  const RealData* const known = name == path ? nullptr : find_real_data(name);
  if (known == nullptr || known->several) return;
  data.x1_name = known->first;
  (data.task == Task::regression ? data.y_name : data.x2_name) = known->second;
}

namespace {

int column_named(const CsvTable& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns(), name, &CsvColumn::name);
  return found == table.columns().end() ? -1 : static_cast<int>(found - table.columns().begin());
}

}  // namespace

std::optional<ColumnChoice> columns_of_file(const std::string& name, const std::string& path, const CsvTable& table) {
  const RealData* const known = name == path ? nullptr : find_real_data(name);
  if (known == nullptr || !known->several) return known_columns(table);
  ColumnChoice choice;
  std::vector<int> inputs;
  for (std::string_view rest = known->first; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    inputs.push_back(column_named(table, rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  choice.task = known->task;
  choice.x1 = inputs.front();
  const bool classes = known->task == Task::classification;
  if (classes) choice.x2 = inputs[1];
  choice.more.assign(inputs.begin() + (classes ? 2 : 1), inputs.end());
  choice.y = column_named(table, known->second);
  return choice;
}

Dataset read_data_file(const std::string& name, const std::string& asset_folder) {
  const std::string path = data_file_path(name, asset_folder);
  const CsvTable table(read_csv_text(path), csv_file_name(path));
  const std::optional<ColumnChoice> choice = columns_of_file(name, path, table);
  Dataset data = choice && table.rows() >= 2 ? take_columns(table, *choice) : take_known_columns(table);
  name_as_known(name, path, data);
  return data;
}

}  // namespace losslab
