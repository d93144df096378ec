#pragma once
#include <functional>
#include <string>

#include "app/core/measure/evaluate.h"
#include "widgets/figure/figure.h"

namespace losslab {

struct Document;
class Results;
struct View;

// What is shown, to be measured: by the window as it stands, or by a session without one.
struct MeasuredState {
  const Document& document;
  const View& view;
  std::string asset_folder;
  std::function<const Results&(std::string_view screen)> results;  // that follow the document
  std::function<Figure()> figure;                                  // of the screen that is shown
};

// The first words of measures: loss, logits, structured (see loss_measures.h), fit, data, sweep (see fit_measures.h),
// the screens by their ids, figure (see figure_measures.h), shown (the id of the screen), ticked('huber') (1 where that
// runs or is drawn there); the members of the screen that is shown, such as those who run; and the ids of losses. Must
// not outlive what it measures.
class StateMeasures final : public MeasureScope {
 public:
  explicit StateMeasures(MeasuredState state) : state_(std::move(state)) {}
  std::optional<MeasureValue> find(std::string_view name) const override;
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override;
  std::vector<std::string> names() const override;

 private:
  MeasureObjectPtr shown() const;  // what the screen shown has to say; null: nothing

  MeasuredState state_;
};

// The number of a loss, a run or a divergence among the items of the figure shown; −1: none.
int series_shown(const Document& document, const View& view, std::string_view id);

}  // namespace losslab
