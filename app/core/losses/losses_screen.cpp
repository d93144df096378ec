#include "app/core/losses/losses_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_measures.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/results.h"

namespace losslab {
namespace {

// On any of the axes.
constexpr std::array plots{"loss", "gradient", "curvature", "weight", "risk", "link"};

// Curves are drawn from the document alone.
class LossesResults final : public Results {
 public:
  explicit LossesResults(const Language& text) : text_(text) {}
  Figure figure(const Document& document, const View& view, const Theme& theme) const override {
    return losses_figure(document, view, theme, text_);
  }
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override {
    return losses_measures(document, view);
  }

 private:
  const Language& text_;
};

}  // namespace

const char* LossesScreen::id() const { return losses_id; }

Part LossesScreen::usual_page() const { return Part(LossesPage()); }

Part LossesScreen::usual_view() const { return Part(LossesView()); }

std::unique_ptr<Results> LossesScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<LossesResults>(needs.language);
}

void LossesScreen::follow_losses(Document& document, const LossChange& change) const {
  LossesPage& page = losses_page(document);
  if (!change.from.empty() && change.to != change.from) rename_loss(page, change.from, change.to);
  const auto has_it = [&](const Loss& loss) {
    return std::ranges::any_of(loss.parameters(),
                               [&](const Parameter& one) { return page.compare.family_parameter == one.name; });
  };
  if (std::ranges::none_of(document.losses, has_it)) page.compare.family_parameter.clear();
}

std::string LossesScreen::played_loss(const Document& document) const { return losses_page(document).chosen(); }

std::string LossesScreen::camera_key(const Document& document, std::string_view plot) const {
  return fmt::format("{}.{}.{}", id(), axis_names[static_cast<std::size_t>(losses_page(document).axis)], plot);
}

std::string LossesScreen::x_camera_key(const Document& document, std::string_view plot) const {
  return camera_key(document, losses_page(document).shows_risk() ? plot : "loss");
}

int LossesScreen::series(const Document& document, std::string_view id) const {
  const auto at = std::ranges::find(document.losses, id, [](const Loss& loss) { return loss.id(); });
  return at == document.losses.end() ? -1 : static_cast<int>(at - document.losses.begin());
}

bool LossesScreen::has_camera(std::string_view key) const {
  for (const char* axis : axis_names) {
    for (const char* plot : plots) {
      if (key == fmt::format("{}.{}.{}", id(), axis, plot)) return true;
    }
  }
  return false;
}

void LossesScreen::read(TomlSection& session, Document& document) const { read_losses(session, document); }

void LossesScreen::write(TomlWriter& session, const Document& document) const { write_losses(session, document); }

void LossesScreen::read_view(TomlSection& view, View& out) const { read_losses_view(view, losses_view(out)); }

void LossesScreen::write_view(TomlWriter& keys, TomlWriter&, const View& view) const {
  write_losses_view(keys, losses_view(view));
}

}  // namespace losslab
