#include "losses/learn/data/spec_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "losses/core/error.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

constexpr std::array all_generators{
    Generator{Kind::line, Task::regression, "line", "A line with noise"},
    Generator{Kind::sinusoid, Task::regression, "sinusoid", "A sine wave"},
    Generator{Kind::steps, Task::regression, "steps", "Steps"},
    Generator{Kind::polynomial, Task::regression, "polynomial", "A cubic polynomial"},
    Generator{Kind::inventory, Task::regression, "inventory", "Inventory demand (costs 4 : 1)"},
    Generator{Kind::gaussians, Task::classification, "gaussians", "Round clouds"},
    Generator{Kind::moons, Task::classification, "moons", "Moons"},
    Generator{Kind::circles, Task::classification, "circles", "Circles"},
    Generator{Kind::xor_clouds, Task::classification, "xor", "Four clouds (XOR)"},
    Generator{Kind::spirals, Task::classification, "spirals", "Spirals"},
};

constexpr KindSet set_of(std::initializer_list<Kind> kinds) {
  KindSet set = 0;
  for (Kind kind : kinds) set |= 1U << static_cast<unsigned>(kind);
  return set;
}

constexpr KindSet curves = set_of({Kind::line, Kind::sinusoid, Kind::steps, Kind::polynomial});
constexpr KindSet waves = set_of({Kind::sinusoid, Kind::steps, Kind::polynomial});
constexpr KindSet demand = set_of({Kind::inventory});
constexpr KindSet straight = set_of({Kind::line, Kind::inventory});
constexpr KindSet classes = set_of({Kind::gaussians, Kind::moons, Kind::circles, Kind::xor_clouds, Kind::spirals});
constexpr KindSet many_classes = set_of({Kind::gaussians, Kind::moons, Kind::circles, Kind::spirals});
constexpr KindSet clouds = set_of({Kind::gaussians, Kind::xor_clouds});

constexpr const char* outlier_words[] = {"vertical", "leverage", "clustered", "drifting", "one_sided"};
constexpr const char* noise_words[] = {"gaussian", "student", "heteroscedastic"};
constexpr const char* label_words[] = {"symmetric", "one_sided", "far", "near", "far_flip", "pairs", "matrix"};

template <auto member>
int get_word(const DataSpec& spec) {
  return static_cast<int>(spec.*member);
}
template <auto member>
void set_word(DataSpec& spec, int word) {
  using Word = std::remove_reference_t<decltype(spec.*member)>;
  spec.*member = static_cast<Word>(word);
}

}  // namespace

std::span<const Generator> generators() { return all_generators; }

bool is_generator(Kind kind) { return kind != Kind::file && kind != Kind::points; }

const char* generator_name(Kind kind) {
  if (kind == Kind::file) return "file";
  if (kind == Kind::points) return "points";
  return std::ranges::find(all_generators, kind, &Generator::kind)->id;
}

double NumberField::get(const DataSpec& spec) const { return whole != nullptr ? spec.*whole : spec.*member; }

void NumberField::set(DataSpec& spec, double value) const {
  if (whole != nullptr) {
    spec.*whole = static_cast<int>(value);
  } else {
    spec.*member = value;
  }
}

std::span<const NumberField> number_fields() {
  static constexpr NumberField fields[] = {
      {"n", nullptr, &DataSpec::n, 4, 1'000'000, curves | demand | classes},
      {"noise", &DataSpec::noise, nullptr, 0, 10, curves | demand | classes},
      {"dof", &DataSpec::dof, nullptr, 1, 100, curves},
      {"slope", &DataSpec::slope, nullptr, -1000, 1000, straight},
      {"intercept", &DataSpec::intercept, nullptr, -1000, 1000, curves | demand},
      {"amplitude", &DataSpec::amplitude, nullptr, -1000, 1000, waves},
      {"period", &DataSpec::period, nullptr, 0.5, 100, set_of({Kind::sinusoid})},
      {"levels", nullptr, &DataSpec::levels, 2, 20, set_of({Kind::steps})},
      {"costs", &DataSpec::costs, nullptr, 1, 100, demand},
      {"outliers", &DataSpec::outliers, nullptr, 0, 0.5, curves},
      {"size", &DataSpec::outlier_size, nullptr, 0, 100, curves},
      {"separation", &DataSpec::separation, nullptr, 0, 10, clouds},
      {"imbalance", &DataSpec::imbalance, nullptr, 0.01, 0.99, classes},
      {"flips", &DataSpec::flips, nullptr, 0, 0.5, classes},
      {"distance", &DataSpec::far_distance, nullptr, 2, 30, classes},
      {"classes", nullptr, &DataSpec::classes, 2, 10, many_classes},
  };
  return fields;
}

std::span<const WordField> word_fields() {
  static constexpr WordField fields[] = {
      {"kind", outlier_words, get_word<&DataSpec::outlier_kind>, set_word<&DataSpec::outlier_kind>, curves},
      {"noise_kind", noise_words, get_word<&DataSpec::noise_kind>, set_word<&DataSpec::noise_kind>, curves},
      {"label_noise", label_words, get_word<&DataSpec::label_noise>, set_word<&DataSpec::label_noise>, classes},
  };
  return fields;
}

bool uses(Kind kind, std::string_view key) {
  const auto is_it = [&](const auto& field) { return field.key == key && field.used_by(kind); };
  return std::ranges::any_of(number_fields(), is_it) || std::ranges::any_of(word_fields(), is_it);
}

void check_field(const NumberField& field, double value) {
  const bool whole = field.whole == nullptr || value == std::floor(value);
  if (whole && value >= field.lower && value <= field.upper) return;
  throw InputError(fmt::format("Data key '{}': expected {}{} to {}, found {}.", field.key,
                               field.whole != nullptr ? "a whole number from " : "", field.lower, field.upper, value));
}

}  // namespace losslab
