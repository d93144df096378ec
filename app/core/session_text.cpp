#include "app/core/session_text.h"

#include <algorithm>

#include "losses/learn/spec_fields.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

bool is_generator(Kind kind) { return kind == Kind::line || kind == Kind::gaussians || kind == Kind::moons; }

// What the text of one kind says, into a specification that keeps all else.
void take(DataSpec& into, const DataSpec& from) {
  if (from.kind == Kind::file) {
    into.file = from.file;
    return;
  }
  for (const NumberField& field : number_fields()) {
    if (field.used_by(from.kind)) field.set(into, field.get(from));
  }
  if (from.kind == Kind::line) into.outlier_kind = from.outlier_kind;
  if (from.kind != Kind::line) into.label_noise = from.label_noise;
  into.seed = from.seed;
}

// The specification that a reader has so far, from the texts alone.
LabPage read_back(const LabPage& page, const std::vector<std::string>& kept) {
  LabPage result;
  for (const std::string& text : kept) keep_setting(result, text);
  if (is_generator(page.data.kind)) use_data(result.data, to_text(page.data));
  return result;
}

bool same_settings(const DataSpec& a, DataSpec b) {
  b.kind = a.kind;
  b.points = a.points;
  b.file = a.file;
  return a == b;
}

}  // namespace

std::vector<std::string> kept_settings(const LabPage& page) {
  std::vector<std::string> kept;
  for (const Kind kind : {Kind::line, Kind::gaussians, Kind::moons}) {
    if (kind == page.data.kind || same_settings(page.data, read_back(page, kept).data)) continue;
    DataSpec other = page.data;
    other.kind = kind;
    kept.push_back(to_text(other));
  }
  if (page.data.kind != Kind::file && !page.data.file.empty()) kept.push_back(page.data.file);
  const ModelSpec usual;
  if (page.model.kind != ModelSpec::Kind::poly && page.model.degree != usual.degree) {
    kept.push_back(to_text(ModelSpec{ModelSpec::Kind::poly, page.model.degree, {}}));
  }
  if (page.model.kind != ModelSpec::Kind::mlp && page.model.widths != usual.widths) {
    kept.push_back(to_text(ModelSpec{ModelSpec::Kind::mlp, usual.degree, page.model.widths}));
  }
  return kept;
}

void keep_setting(LabPage& page, const std::string& text) {
  if (text.starts_with("poly:")) {
    page.model.degree = parse_model(text, Task::regression).degree;
  } else if (text.starts_with("mlp:")) {
    page.model.widths = parse_model(text, Task::regression).widths;
  } else {
    take(page.data, parse_data_spec(text));
  }
}

void use_data(DataSpec& data, const std::string& text) {
  const DataSpec parsed = parse_data_spec(text);
  take(data, parsed);
  data.kind = parsed.kind;
}

}  // namespace losslab
