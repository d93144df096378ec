#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/learn/data/dataset.h"

namespace losslab {

// A transition matrix T of K classes, row by row: T[i·K + j] is the share of class i's points that are given the label
// j, so that each row sums to 1 (Patrini et al. 2017).

// "0.8 0.2 0/0 0.8 0.2/0.2 0 0.8", and back. Throws InputError for what is no number.
std::vector<double> parse_transition(std::string_view text);
std::string transition_text(std::span<const double> matrix);
// Throws InputError naming the row and what is wrong with it: another number of values than K², a negative share, a
// row that does not sum to 1 within 1e-6.
void check_transition(std::span<const double> matrix, std::size_t classes);
// All labels stay, or a share of them goes to any other class or to the next one.
std::vector<double> usual_transition(std::size_t classes, double share, LabelNoise noise);

// As the labels of the data were given, counted; a class without points keeps its labels. Empty where the truth is not
// known or there are but two classes without names.
std::vector<double> counted_transition(const Dataset& data);
// T⁻¹, row by row. Throws InputError where T has none.
std::vector<double> inverse_transition(std::span<const double> matrix, std::size_t classes);

}  // namespace losslab
