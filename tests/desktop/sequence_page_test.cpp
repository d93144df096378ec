// The page of sequences in the real window.
#include <algorithm>
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/core/structures/sequence/sequence_figure.h"
#include "app/core/structures/structures_results.h"
#include "driver.h"

namespace losslab {
namespace {

class SequenceWindow : public Driver {
 protected:
  void open() {
    click(middle_of("tab.Structures"));
    ASSERT_TRUE(until([&] { return app().view().screen == structures_id; }));
    window_.settle();
    if (window_.control("structure.Sequence") != nullptr) click(middle_of("structure.Sequence"));
    ASSERT_TRUE(until([&] { return structures_page(app().document()).shown == sequence_id; }));
    ASSERT_TRUE(until([&] { return app().playback()->length() >= 100 && !results().pending(); }));
    window_.settle();
  }
  const SequencePage& page() { return sequence_page(app().document()); }
  const SequenceView& look() { return sequence_view(app().view()); }
  const SequenceResults& results() {
    const auto& all = static_cast<const StructuresResults&>(app().results(structures_id));
    return static_cast<const SequenceResults&>(all.page(all.shown_index()));
  }
  double share(std::size_t frame, std::size_t symbol) { return results().now().lattice.at.p[page().at(frame, symbol)]; }
  void choose(const std::string& from, const std::string& to) {
    click(middle_of("title." + from));
    ASSERT_TRUE(until([&] { return window_.control("title." + to) != nullptr; }));
    window_.settle();
    click(middle_of("title." + to));
  }
  void type_into(const std::string& field, const std::string& text) {
    click(middle_of(field));
    key("ctrl+a");
    type(text);
    key("Return");
  }
};

TEST_F(SequenceWindow, AProbabilityIsDraggedAndIsTheNewStart) {
  open();
  const std::vector<double> shown(results().logits_now().begin(), results().logits_now().end());
  ASSERT_LT(share(14, 1), 0.1);
  drag(in_plot("sequence_curves", {15, share(14, page().blank)}), in_plot("sequence_curves", {15, 0.3}));
  ASSERT_TRUE(until([&] { return std::abs(share(14, page().blank) - 0.3) < 0.03; }));
  EXPECT_EQ(app().playback()->position(), 0);  // nobody descends under the pointer
  EXPECT_EQ(page().logits[page().at(3, 2)], shown[page().at(3, 2)]);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().logits == preset_logits(LogitPreset::uniform, page()); }));
}

TEST_F(SequenceWindow, ACellOfTheMapFollowsThePointer) {
  open();
  key("Home");
  ASSERT_TRUE(until([&] { return app().playback()->position() == 0; }));
  choose("sequence_curves", "sequence_map");
  ASSERT_TRUE(until([&] { return look().places[0] == SequencePlot::map; }));
  window_.settle();
  drag(in_plot("sequence_map", {8, row_of(2)}), in_plot("sequence_map", {8, row_of(2) + 1.5}));
  ASSERT_TRUE(until([&] { return std::abs(page().logits[page().at(7, 2)] - 3) < 0.2; }));
  window_.settle();
  // The cell that was clicked is the one that moves along its logit.
  click(in_plot("sequence_gradient", {4, row_of(1)}));
  ASSERT_TRUE(until([&] { return look().frame == 3 && look().symbol == 1; }));
  window_.settle();
  choose("sequence_blank", "sequence_along");
  ASSERT_TRUE(until([&] { return look().places[3] == SequencePlot::along; }));
  window_.settle();
  const Rect frame = frame_of("sequence_along");
  const double middle = frame.y + 0.5 * frame.height;
  drag({in_plot("sequence_along", {0, 20}).x, middle}, {in_plot("sequence_along", {-4, 20}).x, middle});
  ASSERT_TRUE(until([&] { return page().logits[page().at(3, 1)] < -3; }));
}

TEST_F(SequenceWindow, SpikesGrowWhileItPlays) {
  open();
  key("Home");
  ASSERT_TRUE(until([&] { return app().playback()->position() == 0; }));
  EXPECT_NEAR(share(4, 3), 0.25, 1e-12);
  key("space");
  ASSERT_TRUE(until([&] { return app().playback()->position() > 150; }));
  key("space");
  EXPECT_GT(share(4, 3), 0.8);  // the c
  EXPECT_GT(share(0, page().blank), 0.9);
}

TEST_F(SequenceWindow, LabelsAreTypedRefusedAndMayNotFit) {
  open();
  type_into("##sequence_label", "bad");
  ASSERT_TRUE(until([&] { return app().message().has_value(); }));
  EXPECT_NE(app().message()->text.find("“d”"), std::string::npos) << app().message()->text;
  EXPECT_EQ(page().label, "cab");
  type_into("##sequence_label", "AABB");
  ASSERT_TRUE(until([&] { return page().label == "aabb"; }));
  window_.settle();
  click(on_slider("sequence.frames", 3.0 / 39));
  ASSERT_TRUE(until([&] { return page().frames == 4; }));
  ASSERT_TRUE(until([&] { return window_.control("sequence_failure") != nullptr; }));
  window_.settle();
  click(middle_of("sequence_failure"));
  ASSERT_TRUE(until([&] { return page().frames == 6; }));
  EXPECT_TRUE(until([&] { return window_.control("sequence_failure") == nullptr; }));
}

TEST_F(SequenceWindow, AnAlignmentIsTakenAndSpread) {
  open();
  reveal("sequence.best_path");
  click(middle_of("sequence.best_path"));
  ASSERT_TRUE(until([&] { return page().alignment.size() == page().frames; }));
  EXPECT_EQ(letters_of(page(), read_alignment(alignment_of(page()), page().blank)), "cab");
  window_.settle();
  reveal("sequence.even");
  click(middle_of("sequence.even"));
  EXPECT_TRUE(until([&] { return page().alignment.empty(); }));
}

}  // namespace
}  // namespace losslab
