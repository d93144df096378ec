#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/core/catalogue/loss_search.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// What the lists of losses remember between frames: what is searched for, and what would be costly to make anew.
struct LossLists {
  LossSearch search;
  // Of each loss of the catalogue, at its index.
  struct Row {
    std::string list_id, run_id;  // "loss.huber", "run.huber": names of its rows
    std::optional<Loss> loss;     // with the parameters that were sketched; none: it was not yet
    std::vector<Point> sketch;    // see loss_sketch()
    double zero = 0;              // height of the line of zero in it
    float below = -1;             // pixels that its sliders take below its row; −1: not known
  };
  std::vector<Row> rows;
  float scale = 0;             // for which `below` was measured
  LossQuery query, lab_query;  // on the Losses screen, and in the laboratories
  LossFinder found, lab_found, elsewhere;
  bool focus = false;  // the search field is to take the keyboard

  // Makes the rows of a catalogue, and forgets what was measured at another scale.
  void prepare(std::span<const Loss> losses, float present_scale);
};

}  // namespace losslab
