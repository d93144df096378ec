#include "losses/structures/core/objections.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace losslab {
namespace {

bool is_whole(double x) { return x == std::floor(x); }

std::string corners_objection(std::string_view what, Numbers box) {
  if (std::string wrong = not_so_many(what, 4, box); !wrong.empty()) return wrong;
  if (std::string wrong = not_finite(what, box); !wrong.empty()) return wrong;
  for (const std::size_t axis : {0, 1}) {
    if (!(box[axis] < box[axis + 2])) {
      const char name = axis == 0 ? 'x' : 'y';
      const double low = box[axis], high = box[axis + 2];
      return fmt::format("{0} must be a box x1 y1 x2 y2 with {1}1 < {1}2, got {1}1 = {2} and {1}2 = {3}{4}", what, name,
                         low, high, low > high ? ": its corners are exchanged, or it is written as x y w h" : "");
    }
  }
  return {};
}

}  // namespace

std::string not_finite(std::string_view what, Numbers numbers) {
  for (const double number : numbers) {
    if (!std::isfinite(number)) return fmt::format("{} must be finite numbers, got {}", what, number);
  }
  return {};
}

std::string not_so_many(std::string_view what, std::size_t expected, Numbers numbers) {
  if (numbers.size() == expected) return {};
  return fmt::format("{} must have {} number{}, got {}", what, expected, expected == 1 ? "" : "s", numbers.size());
}

std::string data_set_objection(std::string_view id, Numbers x, Numbers t) {
  if (x.empty()) return fmt::format("{} takes at least one prediction, got none", id);
  if (t.size() != x.size()) {
    return fmt::format("the target has {} numbers, but there are {} predictions", t.size(), x.size());
  }
  std::string wrong = not_finite("the predictions", x);
  return wrong.empty() ? not_finite("the target", t) : wrong;
}

std::string box_objection(std::string_view, Numbers x, Numbers t) {
  std::string wrong = corners_objection("the prediction", x);
  return wrong.empty() ? corners_objection("the target", t) : wrong;
}

std::string points_objection(std::string_view id, std::size_t parts, Numbers x) {
  if (x.empty() || x.size() % parts != 0) {
    return fmt::format("{} takes {} points of one dimension, one after another, got {} numbers", id, parts, x.size());
  }
  return not_finite("the points", x);
}

std::string choice_objection(std::string_view id, Numbers t, double one, double other) {
  if (t.size() == 1 && (t[0] == one || t[0] == other)) return {};
  if (t.size() != 1) return fmt::format("the target of {} must be {} or {}, got {} numbers", id, one, other, t.size());
  return fmt::format("the target of {} must be {} or {}, got {}", id, one, other, t[0]);
}

std::string place_objection(std::string_view id, Numbers x, Numbers t) {
  if (x.empty()) return fmt::format("{} takes at least one similarity, got none", id);
  if (std::string wrong = not_so_many("the target", 1, t); !wrong.empty()) return wrong;
  if (!(t[0] >= 0 && t[0] < static_cast<double>(x.size()) && is_whole(t[0]))) {
    return fmt::format("the target of {} must say which similarity is the true partner's, from 0 to {}, got {}", id,
                       x.size() - 1, t[0]);
  }
  return not_finite("the similarities", x);
}

std::string mask_objection(std::string_view id, Numbers x, Numbers t, bool hard, bool probabilities) {
  if (x.empty()) return fmt::format("{} takes at least one pixel, got none", id);
  if (t.size() != x.size()) {
    return fmt::format("the target has {} pixels, but the prediction has {}", t.size(), x.size());
  }
  for (const double g : t) {
    if (!(g >= 0 && g <= 1)) return fmt::format("the target must have pixels from 0 to 1, got {}", g);
    if (hard && g != 0 && g != 1) return fmt::format("{} takes a target of pixels 0 and 1, got {}", id, g);
  }
  if (!probabilities) return not_finite("the scores", x);
  for (const double p : x) {
    if (!(p >= 0 && p <= 1)) return fmt::format("the prediction must have probabilities from 0 to 1, got {}", p);
  }
  return {};
}

std::string empty_objection(std::string_view id, Numbers x, Numbers t, double smooth) {
  if (smooth > 0) return {};
  for (const Numbers numbers : {x, t}) {
    for (const double number : numbers) {
      if (number != 0) return {};
    }
  }
  return fmt::format("{} is 0/0 where both the truth and the prediction are empty: set smooth above 0", id);
}

std::string width_objection(std::string_view id, Numbers x, double width) {
  if (width == 0) return {};
  const bool fits = is_whole(width) && width <= static_cast<double>(x.size());
  if (fits && x.size() % static_cast<std::size_t>(width) == 0) return {};
  return fmt::format("the width of {} must divide its {} pixels, got {}", id, x.size(), width);
}

std::string border_objection(std::string_view id, Numbers t) {
  std::size_t inside = 0;
  for (const double g : t) inside += g >= 0.5 ? 1 : 0;
  if (inside > 0 && inside < t.size()) return {};
  return fmt::format("{} needs a border: the truth is {}", id, inside == 0 ? "empty" : "full");
}

std::string frames_objection(std::string_view id, double frames, double classes, double blank, Numbers x) {
  if (!is_whole(frames) || !is_whole(classes) || !is_whole(blank)) {
    return fmt::format("{} takes whole numbers for T, K and blank, got {}, {} and {}", id, frames, classes, blank);
  }
  if (!(blank < classes)) return fmt::format("the blank of {} must be below K = {}, got {}", id, classes, blank);
  if (static_cast<double>(x.size()) != frames * classes) {
    return fmt::format("{} takes T·K = {} logits, row by row, got {}", id, frames * classes, x.size());
  }
  return not_finite("the logits", x);
}

std::string labels_objection(std::string_view id, double classes, double blank, Numbers t) {
  for (const double label : t) {
    if (!(label >= 0 && label < classes && is_whole(label)) || label == blank) {
      return fmt::format("the labels of {} must be classes from 0 to {}{}, got {}", id, classes - 1,
                         blank < 0 ? std::string() : fmt::format(" without the blank {}", blank), label);
    }
  }
  return {};
}

}  // namespace losslab
