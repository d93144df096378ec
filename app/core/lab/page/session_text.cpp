#include "app/core/lab/page/session_text.h"

#include <algorithm>

#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

// What the text of one kind says, into a specification that keeps all else.
void take(DataSpec& into, const DataSpec& from) {
  if (from.kind == Kind::file) {
    into.file = from.file;
    return;
  }
  for (const NumberField& field : number_fields()) {
    if (field.used_by(from.kind)) field.set(into, field.get(from));
  }
  for (const WordField& field : word_fields()) {
    if (field.used_by(from.kind)) field.set(into, field.get(from));
  }
  if (uses(from.kind, "classes")) into.transition = from.transition;
  into.seed = from.seed;
}

void take_model(ModelSpec& into, const ModelSpec& from) {
  if (from.kind == ModelSpec::Kind::poly) into.degree = from.degree;
  if (from.kind == ModelSpec::Kind::rbf) into.bumps = from.bumps;
  if (from.kind != ModelSpec::Kind::mlp) return;
  into.widths = from.widths;
  into.activation = from.activation;
}

// The specification that a reader has so far, from the texts alone.
LabPage read_back(const LabPage& page, const LabPage& usual, const std::vector<std::string>& kept) {
  LabPage result = usual;
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

std::vector<std::string> kept_settings(const LabPage& page, const LabPage& usual_page) {
  std::vector<std::string> kept;
  DataSpec read = read_back(page, usual_page, kept).data;
  for (const Generator& generator : generators()) {
    if (generator.kind == page.data.kind || same_settings(page.data, read)) continue;
    DataSpec other = page.data;
    other.kind = generator.kind;
    DataSpec with = read;
    take(with, parse_data_spec(to_text(other)));
    if (with == read) continue;
    kept.push_back(to_text(other));
    read = read_back(page, usual_page, kept).data;
  }
  if (page.data.kind != Kind::file && !page.data.file.empty()) kept.push_back(page.data.file);
  const ModelSpec usual;
  if (page.model.kind != ModelSpec::Kind::poly && page.model.degree != usual.degree) {
    kept.push_back(to_text(ModelSpec{ModelSpec::Kind::poly, page.model.degree, {}}));
  }
  const bool usual_network = page.model.widths == usual.widths && page.model.activation == usual.activation;
  if (page.model.kind != ModelSpec::Kind::mlp && !usual_network) {
    kept.push_back(
        to_text(ModelSpec{ModelSpec::Kind::mlp, usual.degree, page.model.widths, usual.bumps, page.model.activation}));
  }
  if (page.model.kind != ModelSpec::Kind::rbf && page.model.bumps != usual.bumps) {
    kept.push_back(to_text(ModelSpec{ModelSpec::Kind::rbf, usual.degree, {}, page.model.bumps}));
  }
  return kept;
}

void keep_setting(LabPage& page, const std::string& text) {
  if (text.starts_with("poly:") || text.starts_with("mlp:") || text.starts_with("rbf:")) {
    take_model(page.model, parse_model(text, Task::regression));
  } else {
    take(page.data, parse_data_spec(text));
  }
}

void use_model(ModelSpec& model, const ModelSpec& from) {
  take_model(model, from);
  model.kind = from.kind;
}

void use_data(DataSpec& data, const std::string& text) {
  const DataSpec parsed = parse_data_spec(text);
  take(data, parsed);
  data.kind = parsed.kind;
}

}  // namespace losslab
