#include "app/core/catalogue/loss_parts.h"

#include <array>
#include <charconv>
#include <cmath>

#include "app/core/catalogue/loss_curves.h"
#include "app/core/catalogue/loss_text.h"

namespace losslab::parts {
namespace {

std::string short_number(double value, int digits) {
  std::array<char, 40> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits);
  return {text.data(), end.ptr};
}

bool reads_as(const std::string& text, double value) {
  double read = 0;
  std::from_chars(text.data(), text.data() + text.size(), read);
  return std::abs(read - value) <= 1e-9 * std::abs(value);
}

CurveItem curve_of(const Loss& loss, Quantity quantity, Range range, const Stroke& stroke) {
  const Loss one[] = {loss};
  const SampleGrid grid(one, LossAxis::residual, range, false, 400);
  SampledLoss sampled(grid.size());
  sampled.evaluate(loss, grid, {});
  CurveItem item;
  item.stroke = stroke;
  item.points = sampled.curve(grid, quantity);
  return item;
}

template <class L>
std::string label_of(const L& loss, std::string label) {
  std::string list;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    const Parameter& parameter = loss.parameters()[i];
    if (parameter.is_class) continue;
    const double value = loss.parameter(i);
    // A number that somebody chose is shown whole; one that came from a drag, from play or from data is cut.
    std::string text = short_number(value, 5);
    if (std::isinf(value)) {
      text = value < 0 ? "−∞" : "∞";
    } else if (!reads_as(text, value)) {
      text = short_number(value, 3);
    }
    if (text.front() == '-') text.replace(0, 1, "−");
    if (!list.empty()) list += ", ";
    list.append(parameter.symbol).append(" = ").append(text);
  }
  if (!list.empty()) label.append(" (").append(list).append(")");
  return label;
}

}  // namespace

std::string legend_label(const Language& language, const Loss& loss) {
  return label_of(loss, name_text(language, loss.info()));
}
std::string legend_label(const Language& language, const VectorLoss& loss) {
  return label_of(loss, short_name(language, loss.info()));
}

CurveItem loss_curve(const Loss& loss, Range range, const Stroke& stroke) {
  return curve_of(loss, Quantity::value, range, stroke);
}

CurveItem slope_curve(const Loss& loss, Range range, const Stroke& stroke) {
  return curve_of(loss, Quantity::gradient, range, stroke);
}

}  // namespace losslab::parts
