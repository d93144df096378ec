#pragma once
#include <memory>
#include <vector>

#include "app/core/shell/state/results.h"

namespace losslab {

// The results of the page that is shown; the others stay as they were.
class StructuresResults final : public Results {
 public:
  explicit StructuresResults(const ResultsNeeds& needs);

  bool follow(const Document& document) override;
  bool followed() const override { return shown().followed(); }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override {
    return shown().figure(document, view, theme);
  }
  std::uint64_t version() const override;
  Playback* playback() override { return shown().playback(); }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override {
    shown().update(document, view, theme, moving);
  }
  bool take() override;
  bool pending() const override { return shown().pending(); }
  void settle(const Document& document, const View& view, const Theme& theme) override {
    shown().settle(document, view, theme);
  }
  void finish(const Document& document, const View& view, const Theme& theme) override {
    shown().finish(document, view, theme);
  }
  std::optional<Message> message() override { return shown().message(); }
  std::string notice() const override { return shown().notice(); }
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override {
    return shown().measures(document, view);
  }
  void dismiss() override { shown().dismiss(); }

  // Of a page of the list.
  Results& page(std::size_t index) { return *all_[index]; }
  const Results& page(std::size_t index) const { return *all_[index]; }
  std::size_t shown_index() const { return shown_; }

 private:
  Results& shown() { return *all_[shown_]; }
  const Results& shown() const { return *all_[shown_]; }

  std::vector<std::unique_ptr<Results>> all_;  // in the order of structure_pages()
  std::size_t shown_ = 0;
};

}  // namespace losslab
