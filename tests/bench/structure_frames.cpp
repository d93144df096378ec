#include "structure_frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <vector>

#include "app/core/shell/state/document.h"
#include "app/core/structures/boxes/boxes_page.h"
#include "app/core/structures/embedding/embedding_page.h"
#include "app/core/structures/masks/masks_page.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/structures_page.h"
#include "app/desktop/window.h"

namespace {

using namespace losslab;

double wall() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Measured {
  const char* what;
  const char* page;
  std::function<void(Document&)> make;
  std::function<void(Document&, int frame)> drag;
};

void take_first(RunningLosses& running, const RunningKind& kind, std::size_t count) {
  running.ticked.assign(kind.ids.begin(), kind.ids.begin() + static_cast<std::ptrdiff_t>(count));
  running.chosen = running.ticked.front();
}

std::vector<Measured> pages() {
  return {
      {"300 points, all triplets, 4 losses", embedding_id,
       [](Document& document) {
         EmbeddingPage& page = embedding_page(document);
         page.spec.points = 300;
         page.ticked = {"contrastive_pair", "triplet_euclid", "triplet_sqeuclid", "cosine_embedding"};
         page.chosen = "triplet_euclid";
       },
       [](Document& document, int frame) {
         set_parameter(embedding_page(document), embedding_losses(), "triplet_euclid", "margin", 0.2 + 0.001 * frame);
       }},
      {"boxes, 8 losses", boxes_id,
       [](Document& document) { take_first(boxes_page(document), box_losses(), most_running); },
       [](Document& document, int frame) {
         const double x = -3 + 0.01 * frame;
         boxes_page(document).prediction = {x, -0.5, x + 2, 1.5};
       }},
      {"masks of 128 by 128 pixels, 8 losses", masks_id,
       [](Document& document) {
         MasksPage& page = masks_page(document);
         page.side = 128;
         page.model = MaskModel::pixels;
         take_first(page, mask_losses(), most_running);
       },
       [](Document& document, int frame) { masks_page(document).blur = 0.05 + 0.0002 * frame; }},
      {"40 frames, 10 symbols, 12 letters", sequence_id,
       [](Document& document) {
         SequencePage& page = sequence_page(document);
         page.frames = 40;
         page.symbols = 10;
         page.label = "abcdefghiabc";
         page.alignment.clear();
         page.logits.assign(400, 0);
       },
       [](Document& document, int frame) { sequence_page(document).logits[5] = 0.01 * frame; }},
  };
}

}  // namespace

void structure_frames() {
  for (const Measured& one : pages()) {
    Window window(LOSSLAB_ASSETS, {});
    Actions go;
    go.edit("measure", [&](Document& document) {
      structures_page(document).shown = one.page;
      one.make(document);
    });
    go.look([](View& view) { view.screen = structures_id; });
    window.application().apply(std::move(go), 0);
    window.settle();
    Actions play;
    play.commands = {Command::rewind, Command::play_pause};
    window.application().apply(std::move(play), 0);
    for (const bool dragged : {false, true}) {
      constexpr int count = 200;
      std::vector<double> build;
      const double begun = wall();
      for (int frame = 0; static_cast<int>(build.size()) < count; ++frame) {
        if (dragged) {
          Actions move;
          move.edit("measure", [&](Document& document) { one.drag(document, frame % 200); });
          window.application().apply(std::move(move), 0);
        }
        window.touch(1);
        if (window.frame()) build.push_back(1e3 * window.build_seconds());
      }
      const double rate = count / (wall() - begun);
      std::ranges::sort(build);
      fmt::print(
          "{}, {}:\n  {:8.1f} frames a second\n  {:8.2f} ms to build a frame (median), {:.2f} ms (of 20 the slowest)\n",
          one.what, dragged ? "dragged" : "playing", rate, build[count / 2], build[count * 19 / 20]);
    }
  }
}
