#include "app/core/distributions/distributions_screen.h"

#include <algorithm>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/distributions/session.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/state/document.h"

namespace losslab {

const char* DistributionsScreen::id() const { return distributions_id; }

Part DistributionsScreen::usual_page() const { return Part(DistributionsPage()); }

Part DistributionsScreen::usual_view() const { return Part(DistributionsView()); }

std::unique_ptr<Results> DistributionsScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<DistributionsResults>(needs);
}

void DistributionsScreen::make_valid(Part& page, const Part&) const {
  losslab::make_valid(page.as<DistributionsPage>());
}

int DistributionsScreen::series(const Document& document, std::string_view id) const {
  if (distributions_page(document).subject == DistributionSubject::classes) return vector_series(id);
  const BellDivergenceInfo* divergence = find_bell_divergence(id);
  return divergence == nullptr ? -1 : static_cast<int>(divergence->kind);
}

bool DistributionsScreen::has_camera(std::string_view key) const {
  const std::string prefix = std::string(distributions_id) + ".";
  if (!key.starts_with(prefix)) return false;
  const std::string_view plot = key.substr(prefix.size());
  const std::vector<std::string> plots = distribution_plots(), of_bell = bell_plots();
  return std::ranges::find(plots, plot) != plots.end() || std::ranges::find(of_bell, plot) != of_bell.end();
}

void DistributionsScreen::read(TomlSection& session, Document& document) const {
  if (auto section = session.section(distributions_id)) {
    read_distributions(std::move(*section), distributions_page(document));
  }
}

void DistributionsScreen::write(TomlWriter& session, const Document& document) const {
  write_distributions(session, distributions_page(document));
}

void DistributionsScreen::read_view(TomlSection& view, View& out) const {
  if (auto section = view.section(distributions_id)) {
    read_distributions_view(std::move(*section), distributions_view(out));
  }
}

void DistributionsScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  write_distributions_view(sections, distributions_view(view));
}

}  // namespace losslab
