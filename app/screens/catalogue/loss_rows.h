#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/core/catalogue/loss_search.h"
#include "app/screens/shell/panel.h"
#include "widgets/imgui/sketch.h"

namespace losslab {

// What all lists of losses remember between frames: what would be costly to make anew.
struct LossRows {
  LossSearch search;
  // Of each loss of the document, at its index.
  struct Row {
    std::string list_id = "loss.", run_id{};  // "loss.huber", "run.huber": names of its rows
    Family family{};
    std::optional<Loss> loss;   // with the parameters that were sketched; none: it was not yet
    std::vector<Point> sketch;  // see loss_sketch()
    double zero = 0;            // height of the line of zero in it
    float below = -1;           // pixels that its sliders take below its row; −1: not known
  };
  std::vector<Row> rows;
  float scale = 0;  // for which `below` was measured

  // Makes the rows of these losses, and forgets what was measured at another scale.
  void prepare(std::span<const Loss> losses, float present_scale);
};

// What the row of a loss shows in any list; id, tick and choice are the list's.
SketchRow loss_row_of(Panel& panel, int index);
// Why a loss was found, where its own name does not say it: "also called MSE"; else empty.
std::string why_found(const Panel& panel, const LossMatch& match);
// The field that searches a list of losses; true where the text changed.
bool loss_search_field(Panel& panel, const char* id, FamilySet families, LossQuery& query);
// Says that a search found nothing; and a button that ends it, true when clicked.
void say_nothing_found(Panel& panel, const LossQuery& query);
bool clear_button(Panel& panel, LossQuery& query);

}  // namespace losslab
