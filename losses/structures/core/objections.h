#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace losslab {

// What may be wrong with the input or the target of a structured loss, as a sentence without its full stop; empty where
// nothing is. `id` is the loss's.
using Numbers = std::span<const double>;

std::string not_finite(std::string_view what, Numbers numbers);
// As many numbers as that.
std::string not_so_many(std::string_view what, std::size_t expected, Numbers numbers);
// A data set: at least one prediction, and a truth for each.
std::string data_set_objection(std::string_view id, Numbers x, Numbers t);
// Corners x1 y1 x2 y2 with x1 < x2 and y1 < y2, of the prediction and of the target.
std::string box_objection(std::string_view id, Numbers x, Numbers t);
// `parts` points one after another, of one dimension or more.
std::string points_objection(std::string_view id, std::size_t parts, Numbers x);
// A target that is one of these two numbers.
std::string choice_objection(std::string_view id, Numbers t, double one, double other);
// Similarities, and which of them is that of the true partner.
std::string place_objection(std::string_view id, Numbers x, Numbers t);
// A truth from 0 to 1 for each pixel; 0 or 1 alone where it is `hard`. Probabilities are from 0 to 1 as well, where x
// are those, and scores are finite.
std::string mask_objection(std::string_view id, Numbers x, Numbers t, bool hard, bool probabilities);
// What is to be said of 0/0: an empty truth and an empty prediction with nothing that smooths.
std::string empty_objection(std::string_view id, Numbers x, Numbers t, double smooth);
// Rows of `width` pixels (0: one row), and a truth with a border.
std::string width_objection(std::string_view id, Numbers x, double width);
std::string border_objection(std::string_view id, Numbers t);
// frames·classes logits, a blank that is one of the classes, and labels that are classes but not the blank (below 0:
// there is none).
std::string frames_objection(std::string_view id, double frames, double classes, double blank, Numbers x);
std::string labels_objection(std::string_view id, double classes, double blank, Numbers t);

}  // namespace losslab
