// The page of embeddings in the real window.
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"
#include "app/core/structures/embedding/embedding_figure.h"
#include "app/core/structures/structures_page.h"
#include "app/core/structures/structures_results.h"
#include "driver.h"

namespace losslab {
namespace {

class EmbeddingPageTest : public Driver {
 protected:
  void open() {
    click(middle_of("tab.Structures"));
    ASSERT_TRUE(until([&] { return app().view().screen == structures_id; }));
    click(middle_of("structure.Embedding"));
    ASSERT_TRUE(until([&] { return structures_page(app().document()).shown == embedding_id; }));
    ASSERT_TRUE(until([&] { return app().playback()->length() >= 100; }));
    window_.settle();
  }
  const EmbeddingPage& page() { return embedding_page(app().document()); }
  const EmbeddingView& look() { return embedding_view(app().view()); }
  const EmbeddingResults& results() {
    std::size_t index = 0;
    while (structure_pages()[index]->id() != std::string(embedding_id)) ++index;
    return static_cast<const EmbeddingResults&>(
        static_cast<const StructuresResults&>(app().results(structures_id)).page(index));
  }
  Point place_of(std::size_t point) {
    const EmbeddingSamples now = results().now();
    return {now.x[2 * point], now.x[2 * point + 1]};
  }
  Point on_plane(Point at) { return in_plot(embedding_plane_name, at); }
};

// Dragged at a later iterate, what is shown becomes the start.
TEST_F(EmbeddingPageTest, APointIsDraggedAndPutBack) {
  open();
  ASSERT_GT(results().position(), 0);
  const EmbeddingPage before = page();
  // The point that lies lowest, so that no other is in its way.
  const EmbeddingSamples now = results().now();
  std::size_t lowest = 0;
  for (std::size_t i = 0; i < now.size(); ++i) lowest = now.x[2 * i + 1] < now.x[2 * lowest + 1] ? i : lowest;
  const Point from = place_of(lowest), to{from.x + 0.8, from.y - 0.1};
  drag(on_plane(from), on_plane(to));
  ASSERT_TRUE(until([&] { return page().spec.kind == EmbeddingStart::own; }));
  ASSERT_TRUE(until([&] { return std::abs(page().own.x[2 * lowest] - to.x) < 0.05; }));
  EXPECT_EQ(results().position(), 0);
  const std::size_t other = lowest == 0 ? 1 : 0;
  EXPECT_EQ(page().own.x[2 * other], now.x[2 * other]);
  EXPECT_EQ(look().point, static_cast<int>(lowest));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page() == before; }));
}

TEST_F(EmbeddingPageTest, PointsAreAddedRelabelledAndDeleted) {
  open();
  key("Home");
  ASSERT_TRUE(until([&] { return results().position() == 0; }));
  window_.settle();
  const Rect frame = frame_of(embedding_plane_name);
  click({frame.x + 0.04 * frame.width, frame.y + 0.96 * frame.height});
  ASSERT_TRUE(until([&] { return page().own.size() == 61; }));
  EXPECT_EQ(page().own.labels.back(), 0);
  window_.settle();
  click(on_plane(place_of(60)));
  window_.settle();
  EXPECT_EQ(look().point, 60);
  move_to(on_plane(place_of(60)));
  at_once("click 3");
  ASSERT_TRUE(until([&] { return window_.control("label_as.2") != nullptr; }));
  window_.settle();
  click(middle_of("label_as.2"));
  ASSERT_TRUE(until([&] { return page().own.labels.back() == 1; }));
  EXPECT_EQ(page().own.truth.back(), 0);
  window_.settle();
  move_to(on_plane(place_of(60)));
  at_once("click 3");
  ASSERT_TRUE(until([&] { return window_.control("delete_point") != nullptr; }));
  window_.settle();
  click(middle_of("delete_point"));
  EXPECT_TRUE(until([&] { return page().own.size() == 60; }));
}

// In three clicks, as somebody who has read nothing.
TEST_F(EmbeddingPageTest, HardestMiningCollapsesAndIsHelped) {
  open();
  click(middle_of("mining.Hardest"));
  ASSERT_TRUE(until([&] { return page().mining == Mining::hardest; }));
  ASSERT_TRUE(until([&] { return window_.control("show_collapse") != nullptr; }));
  window_.settle();
  click(middle_of("show_collapse"));
  ASSERT_TRUE(until([&] { return page().spec.kind == EmbeddingStart::alike; }));
  ASSERT_TRUE(until([&] { return results().trouble(*results().chosen()) == EmbeddingTrouble::collapse; }));
  ASSERT_TRUE(until([&] { return window_.control("embedding_trouble") != nullptr; }));
  window_.settle();
  click(middle_of("embedding_trouble"));
  EXPECT_TRUE(until([&] { return page().mining == Mining::semi_hard; }));
}

TEST_F(EmbeddingPageTest, PlotsAreChosen) {
  open();
  click(middle_of("title.embedding_ratio"));
  ASSERT_TRUE(until([&] { return window_.control("title.embedding_second") != nullptr; }));
  window_.settle();
  click(middle_of("title.embedding_second"));
  ASSERT_TRUE(until([&] { return look().lower == EmbeddingPlot::second; }));
  window_.settle();
  drag(in_plot("embedding_along", {place_of(0).x, 0.001}), in_plot("embedding_along", {place_of(0).x + 0.5, 0.001}));
  EXPECT_TRUE(until([&] { return page().spec.kind == EmbeddingStart::own; }));
}

}  // namespace
}  // namespace losslab
