#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/data/spec_fields.h"
#include "losses/learn/data/table/csv_text.h"
#include "losses/learn/data/transition.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

std::string known_keys(Kind kind) {
  std::string list;
  for (const NumberField& field : number_fields()) {
    if (field.used_by(kind)) list += fmt::format("{}, ", field.key);
  }
  for (const WordField& field : word_fields()) {
    if (field.used_by(kind)) list += fmt::format("{}, ", field.key);
  }
  return list + (uses(kind, "classes") ? "matrix, seed" : "seed");
}

// "a, b or c"
std::string alternatives(std::span<const char* const> words) {
  return fmt::format("{} or {}", fmt::join(words.first(words.size() - 1), ", "), words.back());
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

bool set_word(DataSpec& spec, std::string_view key, std::string_view text) {
  for (const WordField& field : word_fields()) {
    if (key != field.key || !field.used_by(spec.kind)) continue;
    const auto word = std::ranges::find(field.words, text, [](const char* one) { return std::string_view(one); });
    if (word == field.words.end()) {
      throw InputError(fmt::format("Data key '{}': expected {}, found '{}'.", key, alternatives(field.words), text));
    }
    field.set(spec, static_cast<int>(word - field.words.begin()));
    return true;
  }
  return false;
}

void set_key(DataSpec& spec, std::string_view key, std::string_view text) {
  if (set_number(spec, key, text) || set_word(spec, key, text)) return;
  if (key == "matrix" && uses(spec.kind, "classes")) {
    spec.transition = parse_transition(text);
    return;
  }
  if (key != "seed") {
    throw InputError(fmt::format("Unknown data key '{}' for {}; known are {}.", key, generator_name(spec.kind),
                                 known_keys(spec.kind)));
  }
  spec.seed = parse_seed(text);
}

bool names_file(const std::string& text) {
  if (has_ending_of_a_table(text)) return true;
  std::error_code ignored;
  return std::filesystem::exists(text, ignored);
}

[[noreturn]] void refuse_data(const std::string& text) {
  std::vector<const char*> names;
  for (const Generator& generator : generators()) names.push_back(generator.id);
  throw InputError(fmt::format("Unknown data '{}'; expected a CSV file or {}, as in line:n=200,noise=0.5.", text,
                               alternatives(names)));
}

}  // namespace

DataSpec parse_data_spec(const std::string& text) {
  DataSpec spec;
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  const auto generator = std::ranges::find_if(generators(), [&](const Generator& one) { return name == one.id; });
  if (generator != generators().end()) {
    spec.kind = generator->kind;
  } else if (names_file(text)) {
    spec.kind = Kind::file;
    spec.file = text;
    return spec;
  } else {
    refuse_data(text);
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
  if (!spec.transition.empty()) check_transition(spec.transition, static_cast<std::size_t>(spec.classes));
  return spec;
}

std::string to_text(const DataSpec& spec) {
  if (spec.kind == Kind::file) return spec.file;
  if (spec.kind == Kind::points) return "points";
  const DataSpec usual;
  std::string settings = fmt::format("n={}", spec.n);
  for (const NumberField& field : number_fields().subspan(1)) {
    if (!field.used_by(spec.kind) || field.get(spec) == field.get(usual)) continue;
    settings += fmt::format(",{}={}", field.key, field.get(spec));
  }
  for (const WordField& field : word_fields()) {
    if (!field.used_by(spec.kind) || field.get(spec) == field.get(usual)) continue;
    settings += fmt::format(",{}={}", field.key, field.words[static_cast<std::size_t>(field.get(spec))]);
  }
  if (uses(spec.kind, "classes") && !spec.transition.empty()) settings += ",matrix=" + transition_text(spec.transition);
  return fmt::format("{}:{},seed={}", generator_name(spec.kind), settings, spec.seed);
}

bool has_several_classes(const DataSpec& spec) {
  if (spec.kind == Kind::points) return !spec.points.class_names.empty();
  return spec.classes > 2 && uses(spec.kind, "classes");
}

Task task_of(const DataSpec& spec) {
  if (spec.kind == Kind::points) return spec.points.task;
  const auto generator = std::ranges::find(generators(), spec.kind, &Generator::kind);
  return generator == generators().end() ? Task::regression : generator->task;
}

}  // namespace losslab
