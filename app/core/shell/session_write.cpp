#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <span>

#include "app/core/lab/page/runners.h"
#include "app/core/lab/page/session_text.h"
#include "app/core/shell/session.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

// The shortest digits that read back to the same double, as a TOML float.
std::string number(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result + '"';
}

template <class Values, class Print>
std::string list(const Values& values, Print&& print) {
  std::string text = "[";
  for (const auto& value : values) text.append(text.size() == 1 ? "" : ", ").append(print(value));
  return text + "]";
}
std::string numbers(std::span<const double> values) { return list(values, number); }
std::string texts(const std::vector<std::string>& values) {
  return list(values, [](const std::string& text) { return in_quotes(text); });
}
const char* flag(bool value) { return value ? "true" : "false"; }

// TOML's integers end at 2^63 − 1: a larger seed is written as text.
std::string seed_text(std::uint64_t seed) {
  const bool fits = seed <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return fits ? fmt::format("{}", seed) : fmt::format("\"{}\"", seed);
}

class Writer {
 public:
  void section(const std::string& name) { text_ += fmt::format("\n[{}]\n", name); }
  void line(std::string_view key, std::string_view value) { text_ += fmt::format("{} = {}\n", key, value); }
  void plain(std::string_view text) { text_ += text; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string by_axis(const std::array<double, axis_names.size()>& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{} = {}", text.empty() ? "{ " : ", ", axis_names[i], number(values[i]));
  }
  return text + " }";
}

void write_lab_view(Writer& out, const std::string& section, const LabView& view) {
  out.section(section);
  out.line("upper", in_quotes(lab_plot_names[static_cast<std::size_t>(view.upper)]));
  out.line("lower", in_quotes(lab_plot_names[static_cast<std::size_t>(view.lower)]));
  out.line("history", in_quotes(run_quantity_names[static_cast<std::size_t>(view.history)]));
  out.line("residuals", in_quotes(residual_mark_names[static_cast<std::size_t>(view.residuals)]));
  out.line("size_by_weight", flag(view.size_by_weight));
  if (view.chosen_point >= 0) out.line("chosen_point", fmt::format("{}", view.chosen_point));
  if (view.plane == PlaneChoice()) return;
  out.line("plane", in_quotes(plane_names[static_cast<std::size_t>(view.plane.kind)]));
  out.line("plane_axes", fmt::format("[{}, {}]", view.plane.across, view.plane.up));
}

void write_view(Writer& out, const View& view) {
  out.section("view");
  out.line("screen", in_quotes(screen_names[static_cast<std::size_t>(view.screen)]));
  out.line("theme", in_quotes(view.theme));
  out.line("text_size", fmt::format("{}", view.text_size));
  out.line("left_open", flag(view.left_open));
  out.line("right_open", flag(view.right_open));
  out.line("show_curvature", flag(view.show_curvature));
  out.line("show_weight", flag(view.show_weight));
  out.line("probe", flag(view.probe));
  out.line("probe_at", by_axis(view.probe_at));
  const auto by_lab = [](const std::array<long, 2>& values) {
    return fmt::format("{{ regression = {}, classification = {} }}", values[0], values[1]);
  };
  out.line("length", by_lab(view.length));
  out.line("position", by_lab(view.position));
  out.line("speed_power", fmt::format("{}", view.speed_power));
  if (!view.hidden.empty()) out.line("hidden", texts({view.hidden.begin(), view.hidden.end()}));
  write_lab_view(out, "view.regression", view.labs[0]);
  write_lab_view(out, "view.classification", view.labs[1]);
  for (const auto& [key, camera] : view.cameras) {
    out.section(fmt::format("view.cameras.{}", in_quotes(key)));
    if (camera.x) out.line("x", numbers(std::array{camera.x->min, camera.x->max}));
    if (camera.y) out.line("y", numbers(std::array{camera.y->min, camera.y->max}));
    if (camera.log_x) out.line("log_x", "true");
    if (camera.log_y) out.line("log_y", "true");
  }
}

void write_comparison(Writer& out, const Comparison& compare) {
  if (compare == Comparison()) return;
  out.section("losses.compare");
  out.line("normalise", in_quotes(normalise_names[static_cast<std::size_t>(compare.normalise)]));
  out.line("value_at", by_axis(compare.value_at));
  out.line("half", flag(compare.half));
  out.line("bits", flag(compare.bits));
  out.line("reference", in_quotes(compare.reference));
  out.line("family", flag(compare.family));
  out.line("family_parameter", in_quotes(compare.family_parameter));
  out.line("family_count", fmt::format("{}", compare.family_count));
  out.line("risk", flag(compare.risk));
  out.line("eta", number(compare.eta));
}

void write_losses(Writer& out, const Document& document) {
  const LossesPage& page = document.losses_page;
  out.section("losses");
  out.line("axis", in_quotes(axis_names[static_cast<std::size_t>(page.axis)]));
  out.line("residual", texts(page.residual));
  out.line("margin", texts(page.margin));
  out.line("score", texts(page.score));
  out.line("other", texts(page.other));
  out.line("chosen_residual", in_quotes(page.chosen_residual));
  out.line("chosen_margin", in_quotes(page.chosen_margin));
  out.line("chosen_score", in_quotes(page.chosen_score));
  out.line("chosen_other", in_quotes(page.chosen_other));
  write_comparison(out, page.compare);
  std::string parameters;
  for (const Loss& loss : document.losses) {
    const Loss usual(loss.id());
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      if (loss.parameter(i) == usual.parameter(i)) continue;
      parameters += fmt::format("{}.{} = {}\n", loss.id(), loss.parameters()[i].name, number(loss.parameter(i)));
    }
  }
  if (parameters.empty()) return;
  out.section("parameters");
  out.plain(parameters);
}

void write_points(Writer& out, const std::string& section, const Dataset& points) {
  if (points == Dataset()) return;
  out.section(section);
  out.line("task", points.task == Task::regression ? "\"regression\"" : "\"classification\"");
  out.line("name", in_quotes(points.name));
  out.line("x1_name", in_quotes(points.x1_name));
  out.line("x2_name", in_quotes(points.x2_name));
  out.line("y_name", in_quotes(points.y_name));
  if (points.true_line) {
    out.line("true_line", fmt::format("{{ slope = {}, intercept = {} }}", number(points.true_line->slope),
                                      number(points.true_line->intercept)));
  }
  if (!points.true_x.empty()) out.line("true_x", numbers(points.true_x));
  if (!points.true_y.empty()) out.line("true_y", numbers(points.true_y));
  if (points.true_quantile) out.line("true_quantile", number(*points.true_quantile));
  out.line("x1", numbers(points.x1));
  if (!points.x2.empty()) out.line("x2", numbers(points.x2));
  out.line("y", numbers(points.y));
  if (!points.true_label.empty()) out.line("true_label", numbers(points.true_label));
  if (!points.outlier.empty()) {
    out.line("outlier", list(points.outlier, [](unsigned char mark) { return std::string(mark != 0 ? "1" : "0"); }));
  }
}

void write_optimizer(Writer& out, const std::string& section, const Optimizer& optimizer) {
  out.section(section);
  out.line("kind", in_quotes(to_text(optimizer.kind)));
  out.line("rate", number(optimizer.rate));
  out.line("momentum", number(optimizer.momentum));
  out.line("second", number(optimizer.second));
  out.line("epsilon", number(optimizer.epsilon));
  out.line("decay", number(optimizer.decay));
  out.line("batch", fmt::format("{}", optimizer.batch));
  if (optimizer.clip != 0) out.line("clip", number(optimizer.clip));
  if (optimizer.schedule != Schedule()) out.line("schedule", in_quotes(to_text(optimizer.schedule)));
}

void write_own(Writer& out, const std::string& section, const OwnSettings& own, const Loss& loss) {
  out.section(section);
  if (own.series >= 0) out.line("series", fmt::format("{}", own.series));
  std::string values;
  for (std::size_t i = 0; i < own.parameters.size(); ++i) {
    values += fmt::format("{}{} = {}", i == 0 ? "" : ", ", loss.parameters()[i].name, number(own.parameters[i]));
  }
  if (!values.empty()) out.line("parameters", "{ " + values + " }");
  if (own.optimizer) write_optimizer(out, section + ".optimizer", *own.optimizer);
}

void write_sweep(Writer& out, const std::string& section, const SweepSettings& sweep, const SweepSettings& usual) {
  if (sweep == usual) return;
  out.section(section);
  out.line("over", in_quotes(to_text(sweep.over)));
  out.line("seeds", fmt::format("{}", sweep.seeds));
  out.line("exact", flag(sweep.exact));
}

void write_lab(Writer& out, const std::string& name, const LabPage& page, const LabPage& usual) {
  out.section(name);
  if (const auto kept = kept_settings(page, usual); !kept.empty()) out.line("kept", texts(kept));
  out.line("data", in_quotes(to_text(page.data)));
  out.line("model", in_quotes(to_text(page.model)));
  out.line("standardize", flag(page.standardize));
  out.line("l2", number(page.l2));
  if (page.l1 != 0) out.line("l1", number(page.l1));
  out.line("losses", texts(page.ticked));
  out.line("chosen", in_quotes(page.chosen));
  out.line("start", numbers(page.start));
  out.line("seed", seed_text(page.seed));
  if (page.rates != Rates::equal) out.line("rates", in_quotes(rates_names[static_cast<std::size_t>(page.rates)]));
  write_optimizer(out, name + ".optimizer", page.optimizer);
  for (const auto& [id, own] : page.own) {
    write_own(out, fmt::format("{}.own.{}", name, in_quotes(id)), own, Loss(loss_of(id)));
  }
  write_sweep(out, name + ".sweep", page.sweep, usual.sweep);
  write_points(out, name + ".points", page.data.points);
}

}  // namespace

std::string to_toml(const Session& session) {
  Writer out;
  out.plain(
      "# A session of LossLab: open it with \"losslab FILE\". What is left out has its usual value.\nversion = 1\n");
  write_view(out, session.view);
  write_losses(out, session.document);
  write_lab(out, "regression", session.document.regression, Document::default_regression());
  write_lab(out, "classification", session.document.classification, Document::default_classification());
  return out.take();
}

void save_session(const Session& session, const std::filesystem::path& path) {
  write_file_atomically(path, to_toml(session));
}

}  // namespace losslab
