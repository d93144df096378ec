#include "app/core/losses/losses_page.h"

#include <algorithm>

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

namespace {

void rename_in(std::vector<std::string>& ids, std::string_view from, std::string_view to) {
  if (to.empty()) {
    std::erase(ids, from);
  } else {
    std::ranges::replace(ids, std::string(from), std::string(to));
  }
}

// Who is gone gives way to one that is shown, or to the usual one.
void rename_chosen(std::string& chosen, const std::vector<std::string>& ticked, const std::string& usual,
                   std::string_view from, std::string_view to) {
  if (chosen != from) return;
  chosen = !to.empty() ? std::string(to) : !ticked.empty() ? ticked.front() : usual;
}

}  // namespace

void rename_loss(LossesPage& page, std::string_view from, std::string_view to) {
  const LossesPage usual;
  for (auto* ids : {&page.residual, &page.margin, &page.score, &page.other}) rename_in(*ids, from, to);
  rename_chosen(page.chosen_residual, page.residual, usual.chosen_residual, from, to);
  rename_chosen(page.chosen_margin, page.margin, usual.chosen_margin, from, to);
  rename_chosen(page.chosen_score, page.score, usual.chosen_score, from, to);
  rename_chosen(page.chosen_other, page.other, usual.chosen_other, from, to);
  if (page.compare.reference == from) page.compare.reference = to;
}

LossesPage& losses_page(Document& document) { return document.page<LossesPage>(losses_id); }
const LossesPage& losses_page(const Document& document) { return document.page<LossesPage>(losses_id); }
LossesView& losses_view(View& view) { return view.part<LossesView>(losses_id); }
const LossesView& losses_view(const View& view) { return view.part<LossesView>(losses_id); }

}  // namespace losslab
