#include "losses/learn/data/real_data.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

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
    RealData{"iris.csv", "Iris flowers", "petal length (cm)", "petal width (cm)"},
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
  if (known == nullptr) return;
  data.x1_name = known->first;
  (data.task == Task::regression ? data.y_name : data.x2_name) = known->second;
}

}  // namespace losslab
