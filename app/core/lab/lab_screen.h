#pragma once
#include "app/core/shell/state/screen.h"
#include "losses/learn/data/dataset.h"

namespace losslab {

// The laboratory with one of its tasks: a descent of several losses on data.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class LabScreen final : public Screen {
 public:
  constexpr explicit LabScreen(Task task) : task_(task) {}

  const char* id() const override;
  const char* title() const override;
  Part usual_page() const override;
  Part usual_view() const override;
  std::optional<RunPlace> usual_place() const override;
  std::unique_ptr<Results> results(const ResultsNeeds& needs) const override;
  void make_valid(Part& page, const Part& before) const override;
  void follow_losses(Document& document, const LossChange& change) const override;
  void take_along(Document& document, const Results* shown, const std::string& asset_folder) const override;
  int series(const Document& document, std::string_view id) const override;
  bool has_camera(std::string_view key) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;

 private:
  Task task_;
};

inline constexpr LabScreen regression_screen(Task::regression);
inline constexpr LabScreen classification_screen(Task::classification);

}  // namespace losslab
