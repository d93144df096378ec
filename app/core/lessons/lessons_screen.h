#pragma once
#include "app/core/shell/state/screen.h"

namespace losslab {

// Lessons: the door for a class. A lesson shows the figures of other screens, in a state of its own.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class LessonsScreen final : public Screen {
 public:
  const char* id() const override;
  const char* title() const override { return "screen.lessons"; }
  Part usual_page() const override;
  Part usual_view() const override;
  std::unique_ptr<Results> results(const ResultsNeeds& needs) const override;
  bool has_camera(std::string_view) const override { return false; }
  void read(TomlSection&, Document&) const override {}
  void write(TomlWriter&, const Document&) const override {}
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;
};

inline constexpr LessonsScreen lessons_screen;

}  // namespace losslab
