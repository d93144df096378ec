#include "app/core/shell/document.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/lab/page/runners.h"

namespace losslab {
namespace {

template <class Page>
auto& ticked_of(Page& page) {
  switch (page.axis) {
    case LossAxis::residual:
      return page.residual;
    case LossAxis::score:
      return page.score;
    case LossAxis::other:
      return page.other;
    default:
      return page.margin;
  }
}

template <class Page>
auto& chosen_of(Page& page) {
  switch (page.axis) {
    case LossAxis::residual:
      return page.chosen_residual;
    case LossAxis::score:
      return page.chosen_score;
    case LossAxis::other:
      return page.chosen_other;
    default:
      return page.chosen_margin;
  }
}

}  // namespace

bool is_drawn_on(LossAxis axis, Family family) {
  switch (axis) {
    case LossAxis::residual:
      return family == Family::residual;
    case LossAxis::margin:
      return is_of_margin(family);
    case LossAxis::probability:
      return is_of_margin(family) || family == Family::of_probability;
    case LossAxis::score:
      return family == Family::score;
    case LossAxis::other:
      return family == Family::other;
  }
  return false;
}

std::vector<std::string>& LossesPage::ticked() { return ticked_of(*this); }
const std::vector<std::string>& LossesPage::ticked() const { return ticked_of(*this); }
std::string& LossesPage::chosen() { return chosen_of(*this); }
const std::string& LossesPage::chosen() const { return chosen_of(*this); }

int Document::index(std::string_view id) const {
  const auto at = std::ranges::find(losses, id, &Loss::id);
  if (at == losses.end()) {
    throw InputError(fmt::format("Unknown loss '{}': did you mean '{}'?", id, nearest_loss_id(id)));
  }
  return static_cast<int>(at - losses.begin());
}

Loss& Document::loss(std::string_view id) { return losses[static_cast<std::size_t>(index(id))]; }

const Loss& Document::loss(std::string_view id) const { return losses[static_cast<std::size_t>(index(id))]; }

LabPage Document::default_regression() {
  LabPage page;
  page.data.kind = DataSpec::Kind::line;
  page.data.outliers = 0.2;
  page.model.kind = ModelSpec::Kind::line;
  // Scaled inputs make the bowl round, so that plain gradient descent gets there within the opening run; and a flat
  // line through the middle is a start from which Tukey's loss, which ignores what is far away, still sees the bulk.
  page.standardize = true;
  page.optimizer.rate = 0.1;
  page.start = {0, 8};
  page.ticked = {"squared_error", "huber", "tukey_biweight"};
  page.sweep.over = {"outliers", 0, 0.5, 11, false};
  page.chosen = "huber";
  return page;
}

LabPage Document::default_classification() {
  LabPage page;
  page.data.kind = DataSpec::Kind::gaussians;
  page.data.n = 200;
  page.data.flips = 0.025;
  page.data.label_noise = LabelNoise::far;
  page.data.seed = 2;
  page.model.kind = ModelSpec::Kind::linear;
  // The exponential loss is stiff where points lie far out; this rate is stable for it, and all three arrive within the
  // opening run: at x1 = 1.01 (exponential), 0.20 (logistic) and 0.00 (generalised cross-entropy).
  page.optimizer.rate = 0.1;
  page.ticked = {"logistic", "exponential", "gce"};
  page.sweep.over = {"flips", 0, 0.45, 10, false};
  page.chosen = "logistic";
  return page;
}

bool toggle(std::vector<std::string>& ids, std::string_view id, const Document& document, std::size_t limit) {
  const int index = document.index(loss_of(id));
  const auto at = std::ranges::find(ids, id);
  if (at != ids.end()) {
    ids.erase(at);
    return true;
  }
  if (ids.size() >= limit) return false;
  const auto after =
      std::ranges::find_if(ids, [&](const std::string& other) { return document.index(loss_of(other)) > index; });
  ids.insert(after, std::string(id));
  return true;
}

}  // namespace losslab
