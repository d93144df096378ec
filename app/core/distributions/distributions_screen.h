#pragma once
#include "app/core/shell/state/screen.h"

namespace losslab {

// Losses of K logits: fields on the simplex, and their descents.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class DistributionsScreen final : public Screen {
 public:
  const char* id() const override;
  const char* title() const override { return "screen.distributions"; }
  Part usual_page() const override;
  Part usual_view() const override;
  std::optional<RunPlace> usual_place() const override { return RunPlace{200, 200}; }
  std::unique_ptr<Results> results(const ResultsNeeds& needs) const override;
  void make_valid(Part& page, const Part& before) const override;
  int series(const Document& document, std::string_view id) const override;
  bool has_camera(std::string_view key) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;
};

inline constexpr DistributionsScreen distributions_screen;

}  // namespace losslab
