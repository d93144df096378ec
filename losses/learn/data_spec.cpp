#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/dataset.h"
#include "losses/learn/spec_fields.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

std::string known_keys(Kind kind) {
  std::string list;
  for (const NumberField& field : number_fields()) {
    if (field.used_by(kind)) list += fmt::format("{}{}", list.empty() ? "" : ", ", field.key);
  }
  return list + (kind == Kind::line ? ", kind, seed" : ", label_noise, seed");
}

double parse_number(std::string_view key, std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    throw InputError(fmt::format("Data key '{}': expected a number, found '{}'.", key, text));
  }
  return value;
}

std::uint64_t parse_seed(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw InputError(fmt::format("Data key 'seed': expected a whole number from 0 to 2^64 - 1, found '{}'.", text));
  }
  return value;
}

bool set_number(DataSpec& spec, std::string_view key, std::string_view text) {
  for (const NumberField& field : number_fields()) {
    if (key != field.key || !field.used_by(spec.kind)) continue;
    const double value = parse_number(key, text);
    check_field(field, value);
    field.set(spec, value);
    return true;
  }
  return false;
}

void set_key(DataSpec& spec, std::string_view key, std::string_view text) {
  if (set_number(spec, key, text)) return;
  if (key == "seed") {
    spec.seed = parse_seed(text);
  } else if (key == "kind" && spec.kind == Kind::line) {
    if (text != "vertical" && text != "leverage") {
      throw InputError(fmt::format("Data key 'kind': expected vertical or leverage, found '{}'.", text));
    }
    spec.outlier_kind = text == "vertical" ? OutlierKind::vertical : OutlierKind::leverage;
  } else if (key == "label_noise" && spec.kind != Kind::line) {
    if (text != "symmetric" && text != "one_sided" && text != "far") {
      throw InputError(fmt::format("Data key 'label_noise': expected symmetric, one_sided or far, found '{}'.", text));
    }
    spec.label_noise = text == "symmetric"   ? LabelNoise::symmetric
                       : text == "one_sided" ? LabelNoise::one_sided
                                             : LabelNoise::far;
  } else {
    throw InputError(fmt::format("Unknown data key '{}' for {}; known are {}.", key, generator_name(spec.kind),
                                 known_keys(spec.kind)));
  }
}

bool names_file(const std::string& text) {
  if (text.size() >= 4 && (text.ends_with(".csv") || text.ends_with(".CSV"))) return true;
  std::error_code ignored;
  return std::filesystem::exists(text, ignored);
}

}  // namespace

const char* generator_name(Kind kind) {
  switch (kind) {
    case Kind::line:
      return "line";
    case Kind::gaussians:
      return "gaussians";
    case Kind::moons:
      return "moons";
    case Kind::file:
      return "file";
    case Kind::points:
      return "points";
  }
  return "";
}

bool NumberField::used_by(Kind kind) const {
  return (kind == Kind::line && line) || (kind == Kind::gaussians && gaussians) || (kind == Kind::moons && moons);
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
      {"n", nullptr, &DataSpec::n, 4, 5000, true, true, true},
      {"noise", &DataSpec::noise, nullptr, 0, 10, true, true, true},
      {"slope", &DataSpec::slope, nullptr, -1000, 1000, true, false, false},
      {"intercept", &DataSpec::intercept, nullptr, -1000, 1000, true, false, false},
      {"outliers", &DataSpec::outliers, nullptr, 0, 0.5, true, false, false},
      {"size", &DataSpec::outlier_size, nullptr, 0, 100, true, false, false},
      {"separation", &DataSpec::separation, nullptr, 0, 10, false, true, false},
      {"flips", &DataSpec::flips, nullptr, 0, 0.5, false, true, true},
      {"distance", &DataSpec::far_distance, nullptr, 2, 30, false, true, true},
  };
  return fields;
}

void check_field(const NumberField& field, double value) {
  if (!(value >= field.lower && value <= field.upper)) {
    throw InputError(
        fmt::format("Data key '{}': expected {} to {}, found {}.", field.key, field.lower, field.upper, value));
  }
  if (field.whole != nullptr && value != std::floor(value)) {
    throw InputError(fmt::format("Data key '{}': expected a whole number, found {}.", field.key, value));
  }
}

DataSpec parse_data_spec(const std::string& text) {
  DataSpec spec;
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  if (name == "line") {
    spec.kind = Kind::line;
  } else if (name == "gaussians") {
    spec.kind = Kind::gaussians;
  } else if (name == "moons") {
    spec.kind = Kind::moons;
  } else if (names_file(text)) {
    spec.kind = Kind::file;
    spec.file = text;
    return spec;
  } else {
    throw InputError(fmt::format(
        "Unknown data '{}'; expected a CSV file or line, gaussians or moons, as in line:n=200,noise=0.5.", text));
  }
  std::string_view rest = colon == std::string::npos ? std::string_view() : std::string_view(text).substr(colon + 1);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view item = rest.substr(0, comma);
    const std::size_t equals = item.find('=');
    if (equals == std::string_view::npos) {
      throw InputError(fmt::format("Data setting '{}': expected key=value.", item));
    }
    set_key(spec, item.substr(0, equals), item.substr(equals + 1));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return spec;
}

std::string to_text(const DataSpec& spec) {
  if (spec.kind == Kind::file) return spec.file;
  if (spec.kind == Kind::points) return "points";
  const DataSpec usual;
  std::string settings = fmt::format("n={}", spec.n);
  for (const NumberField& field : number_fields()) {
    if (field.whole != nullptr || !field.used_by(spec.kind) || field.get(spec) == field.get(usual)) continue;
    settings += fmt::format(",{}={}", field.key, field.get(spec));
  }
  if (spec.kind == Kind::line && spec.outlier_kind == OutlierKind::leverage) settings += ",kind=leverage";
  if (spec.kind != Kind::line && spec.label_noise == LabelNoise::one_sided) settings += ",label_noise=one_sided";
  if (spec.kind != Kind::line && spec.label_noise == LabelNoise::far) settings += ",label_noise=far";
  return fmt::format("{}:{},seed={}", generator_name(spec.kind), settings, spec.seed);
}

Task task_of(const DataSpec& spec) {
  if (spec.kind == Kind::points) return spec.points.task;
  return spec.kind == Kind::gaussians || spec.kind == Kind::moons ? Task::classification : Task::regression;
}

}  // namespace losslab
