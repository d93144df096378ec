// The laboratories in a session, written.
#include <fmt/format.h>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/page/session_lab.h"
#include "app/core/lab/page/session_text.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"

namespace losslab {
namespace {

using namespace toml_text;

std::string marks(const std::vector<unsigned char>& marks) {
  std::string text = "[";
  for (const unsigned char mark : marks) text.append(text.size() == 1 ? "" : ", ").append(mark != 0 ? "1" : "0");
  return text + "]";
}

void write_points(TomlWriter& out, const std::string& section, const Dataset& points) {
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
  std::vector<std::string> names;
  for (const Predictor& one : points.more) names.push_back(in_quotes(one.name));
  if (!names.empty()) out.line("more_names", fmt::format("[{}]", fmt::join(names, ", ")));
  for (std::size_t j = 0; j < points.more.size(); ++j) {
    const std::size_t first = points.task == Task::classification ? 3 : 2;
    out.line(fmt::format("x{}", j + first), numbers(points.more[j].values));
  }
  out.line("y", numbers(points.y));
  if (!points.class_names.empty()) {
    std::vector<std::string> classes;
    for (const std::string& one : points.class_names) classes.push_back(in_quotes(one));
    out.line("class_names", fmt::format("[{}]", fmt::join(classes, ", ")));
  }
  if (!points.true_label.empty()) out.line("true_label", numbers(points.true_label));
  if (!points.weight.empty()) out.line("weight", numbers(points.weight));
  if (!points.outlier.empty()) {
    out.line("outlier", marks(points.outlier));
  }
}

void write_optimizer(TomlWriter& out, const std::string& section, const Optimizer& optimizer) {
  out.section(section);
  out.line("kind", in_quotes(to_text(optimizer.kind)));
  out.line("rate", number(optimizer.rate));
  out.line("momentum", number(optimizer.momentum));
  out.line("second", number(optimizer.second));
  out.line("epsilon", number(optimizer.epsilon));
  out.line("decay", number(optimizer.decay));
  out.line("batch", whole(optimizer.batch));
  if (optimizer.clip != 0) out.line("clip", number(optimizer.clip));
  if (optimizer.schedule != Schedule()) out.line("schedule", in_quotes(to_text(optimizer.schedule)));
}

// "{ delta = 1.5 }"
std::string named(std::span<const Parameter> parameters, std::span<const double> values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", parameters[i].name, number(values[i]));
  }
  return "{ " + text + " }";
}

void write_own(TomlWriter& out, const std::string& section, const OwnSettings& own,
               std::span<const Parameter> parameters) {
  out.section(section);
  if (own.series >= 0) out.line("series", whole(own.series));
  if (own.correction != Correction::none) {
    out.line("correction", in_quotes(correction_names[static_cast<std::size_t>(own.correction)]));
  }
  if (!own.parameters.empty()) out.line("parameters", named(parameters, own.parameters));
  if (own.optimizer) write_optimizer(out, section + ".optimizer", *own.optimizer);
}

std::span<const Parameter> parameters_of(std::string_view id, bool several_classes, const Document& document) {
  return several_classes ? VectorLoss(loss_of(id)).parameters() : document.loss(loss_of(id)).parameters();
}

void write_owns(TomlWriter& out, const std::string& section, const Runners& runners, bool several_classes,
                const Document& document) {
  for (const auto& [id, own] : runners.own) {
    write_own(out, fmt::format("{}.own.{}", section, in_quotes(id)), own, parameters_of(id, several_classes, document));
  }
}

// Those who run on data of the other kind.
void write_others(TomlWriter& out, const std::string& section, const LabPage& page, const LabPage& usual,
                  const Document& document) {
  const bool switched = page.several_classes != usual.several_classes;
  const Runners& expected = switched ? static_cast<const Runners&>(usual) : usual.others;
  if (page.others == expected) return;
  out.section(section);
  out.line("losses", texts(page.others.ticked));
  out.line("chosen", in_quotes(page.others.chosen));
  write_owns(out, section, page.others, !page.several_classes, document);
}

void write_class_parameters(TomlWriter& out, const std::string& section, const LabPage& page) {
  if (page.class_parameters.empty()) return;
  out.section(section);
  for (const auto& [id, values] : page.class_parameters) out.line(id, named(VectorLoss(id).parameters(), values));
}

void write_sweep(TomlWriter& out, const std::string& section, const SweepSettings& sweep, const SweepSettings& usual) {
  if (sweep == usual) return;
  out.section(section);
  out.line("over", in_quotes(to_text(sweep.over)));
  out.line("seeds", whole(sweep.seeds));
  out.line("exact", flag(sweep.exact));
}

}  // namespace

void write_lab(TomlWriter& out, Task task, const Document& document) {
  const LabPage& page = lab_page(document, task);
  const std::string name = lab_task(task).id;
  const LabPage usual = usual_lab_page(task);
  out.section(name);
  if (const auto kept = kept_settings(page, usual); !kept.empty()) out.line("kept", texts(kept));
  out.line("data", in_quotes(to_text(page.data)));
  out.line("model", in_quotes(to_text(page.model)));
  out.line("standardize", flag(page.standardize));
  out.line("l2", number(page.l2));
  if (page.l1 != 0) out.line("l1", number(page.l1));
  if (page.several_classes) out.line("several_classes", flag(true));
  out.line("losses", texts(page.ticked));
  out.line("chosen", in_quotes(page.chosen));
  out.line("start", numbers(page.start));
  out.line("seed", toml_text::seed(page.seed));
  if (page.rates != Rates::equal) out.line("rates", in_quotes(rates_names[static_cast<std::size_t>(page.rates)]));
  write_optimizer(out, name + ".optimizer", page.optimizer);
  write_owns(out, name, page, page.several_classes, document);
  write_others(out, name + ".others", page, usual, document);
  write_class_parameters(out, name + ".class_parameters", page);
  write_sweep(out, name + ".sweep", page.sweep, usual.sweep);
  write_points(out, name + ".points", page.data.points);
}

void write_lab_view(TomlWriter& out, Task task, const LabView& view) {
  out.section(std::string("view.") + lab_task(task).id);
  out.line("upper", in_quotes(lab_plot_names[static_cast<std::size_t>(view.upper)]));
  out.line("lower", in_quotes(lab_plot_names[static_cast<std::size_t>(view.lower)]));
  out.line("history", in_quotes(run_quantity_names[static_cast<std::size_t>(view.history)]));
  out.line("residuals", in_quotes(residual_mark_names[static_cast<std::size_t>(view.residuals)]));
  out.line("size_by_weight", flag(view.size_by_weight));
  if (view.residuals_against >= 0) out.line("residuals_against", whole(view.residuals_against));
  if (view.reliability_of >= 0) out.line("reliability_of", whole(view.reliability_of));
  if (view.confusion_of_given) out.line("confusion_of_given", flag(true));
  if (view.chosen_point >= 0) out.line("chosen_point", whole(view.chosen_point));
  if (view.plane == PlaneChoice()) return;
  out.line("plane", in_quotes(plane_names[static_cast<std::size_t>(view.plane.kind)]));
  out.line("plane_axes", fmt::format("[{}, {}]", view.plane.across, view.plane.up));
}

}  // namespace losslab
