#pragma once
#include "app/core/shell/state/screen.h"

namespace losslab {

// Losses, their gradients and their risks as functions.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class LossesScreen final : public Screen {
 public:
  const char* id() const override;
  const char* title() const override { return "screen.losses"; }
  Part usual_page() const override;
  Part usual_view() const override;
  std::unique_ptr<Results> results(const ResultsNeeds& needs) const override;
  void follow_losses(Document& document, const LossChange& change) const override;
  std::string played_loss(const Document& document) const override;
  // Each axis has cameras of its own: "losses.margin.gradient".
  std::string camera_key(const Document& document, std::string_view plot) const override;
  std::string x_camera_key(const Document& document, std::string_view plot) const override;
  int series(const Document& document, std::string_view id) const override;
  bool has_camera(std::string_view key) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;
};

inline constexpr LossesScreen losses_screen;

}  // namespace losslab
