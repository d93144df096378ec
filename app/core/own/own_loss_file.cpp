#include "app/core/own/own_loss_file.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/core/shell/files/text_file.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "losses/core/loss.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

constexpr std::array families{"residual", "margin", "probability", "of_probability", "score"};
constexpr std::array scales{"linear", "logarithmic"};
constexpr std::int64_t most_styles = 1000;
constexpr std::uintmax_t largest_file = 1U << 20U;

OwnParameter read_parameter(TomlSection in, const std::string& name) {
  OwnParameter parameter = usual_parameter(name);
  in.text("symbol", parameter.symbol);
  in.text("role", parameter.role);
  in.number("initial", parameter.initial);
  if (std::vector<double> range; in.numbers("range", range)) {
    if (range.size() != 2 || !(range[0] < range[1])) in.refuse("range", "expected [least, greatest]");
    parameter.slider_min = range[0];
    parameter.slider_max = range[1];
  }
  if (const auto scale = in.word("scale", scales)) parameter.scale = static_cast<Scale>(*scale);
  in.any_number("lower", parameter.lower);
  in.any_number("upper", parameter.upper);
  in.flag("open_lower", parameter.open_lower);
  in.flag("open_upper", parameter.open_upper);
  in.finish();
  return parameter;
}

void write_parameter(TomlWriter& out, const std::string& section, const OwnParameter& p) {
  const OwnParameter usual = usual_parameter(p.name);
  if (p == usual) return;
  out.section(fmt::format("{}parameters.{}", section, toml_text::in_quotes(p.name)));
  if (!p.symbol.empty()) out.line("symbol", toml_text::in_quotes(p.symbol));
  if (!p.role.empty()) out.line("role", toml_text::in_quotes(p.role));
  out.line("initial", toml_text::number(p.initial));
  out.line("range", toml_text::numbers(std::array{p.slider_min, p.slider_max}));
  if (p.scale != usual.scale) out.line("scale", toml_text::in_quotes(scales[static_cast<std::size_t>(p.scale)]));
  if (std::isfinite(p.lower)) out.line("lower", toml_text::number(p.lower));
  if (p.open_lower) out.line("open_lower", toml_text::flag(true));
  if (std::isfinite(p.upper)) out.line("upper", toml_text::number(p.upper));
  if (p.open_upper) out.line("open_upper", toml_text::flag(true));
}

void write_fields(TomlWriter& out, const std::string& section, const OwnLossText& loss) {
  out.line("id", toml_text::in_quotes(loss.id));
  if (!loss.name.empty()) out.line("name", toml_text::in_quotes(loss.name));
  out.line("family", toml_text::in_quotes(families[static_cast<std::size_t>(loss.family)]));
  out.line("formula", toml_text::in_lines(loss.formula));
  if (loss.style >= 0) out.line("style", toml_text::whole(loss.style));
  for (const OwnParameter& p : loss.parameters) write_parameter(out, section, p);
}

}  // namespace

OwnLossText read_own_loss(TomlSection& in) {
  OwnLossText loss;
  if (!in.text("id", loss.id)) in.refuse("id", "expected the id of the loss, as \"my_loss\"");
  in.text("name", loss.name);
  const auto family = in.word("family", families);
  if (!family) in.refuse("family", "expected residual, margin, probability, of_probability or score");
  loss.family = static_cast<Family>(*family);
  if (!in.text("formula", loss.formula)) in.refuse("formula", "expected a formula, as \"r^2/2\"");
  if (std::int64_t style = 0; in.integer("style", style, 0, most_styles)) loss.style = static_cast<int>(style);
  if (auto parameters = in.section("parameters")) {
    for (const std::string& name : parameters->keys()) {
      if (!parameters->is_section(name)) parameters->refuse(name, "expected a table, as [parameters.c]");
      loss.parameters.push_back(read_parameter(*parameters->section(name), name));
    }
    parameters->finish();
  }
  in.at("formula", [&] { Loss::from_formula(loss); });
  return loss;
}

OwnLossText parse_own_loss(std::string_view text, const std::string& file) {
  const TomlDocument document(text, file, "an own loss");
  TomlSection root = document.root();
  OwnLossText loss = read_own_loss(root);
  root.finish();
  return loss;
}

std::string own_loss_toml(const OwnLossText& loss) {
  TomlWriter out;
  write_fields(out, "", loss);
  return out.take();
}

void write_own_loss(TomlWriter& out, std::string_view list, const OwnLossText& loss) {
  out.item(list);
  write_fields(out, fmt::format("{}.", list), loss);
}

OwnLossText load_own_loss(const std::filesystem::path& path) {
  return parse_own_loss(read_text_file(path, "a loss", largest_file), path.filename().string());
}

void save_own_loss(const OwnLossText& loss, const std::filesystem::path& path) {
  write_file_atomically(path, own_loss_toml(loss));
}

bool is_own_loss_file(const std::filesystem::path& path) {
  if (!names_own_loss_file(path.filename().string())) return false;
  try {
    return TomlDocument(read_text_file(path, "a loss", largest_file), path.string()).root().has("formula");
  } catch (const InputError&) {
    return false;  // whoever reads it as a session says what is wrong
  }
}

bool names_own_loss_file(std::string_view name) { return name.ends_with(".toml"); }

}  // namespace losslab
