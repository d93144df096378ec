#include "app/core/losses/losses_page.h"

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

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

std::vector<std::string>& LossesPage::ticked() { return ticked_of(*this); }
const std::vector<std::string>& LossesPage::ticked() const { return ticked_of(*this); }
std::string& LossesPage::chosen() { return chosen_of(*this); }
const std::string& LossesPage::chosen() const { return chosen_of(*this); }

LossesPage& losses_page(Document& document) { return document.page<LossesPage>(losses_id); }
const LossesPage& losses_page(const Document& document) { return document.page<LossesPage>(losses_id); }
LossesView& losses_view(View& view) { return view.part<LossesView>(losses_id); }
const LossesView& losses_view(const View& view) { return view.part<LossesView>(losses_id); }

}  // namespace losslab
