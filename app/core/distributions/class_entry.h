#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/core/distributions/distributions_page.h"
#include "widgets/figure/language.h"

namespace losslab {

// "cat", or "class 2" where the page has no name for it; on an axis.
std::string class_name(const Language& text, const DistributionsPage& page, std::size_t k);
inline constexpr std::size_t longest_class_name = 24;  // letters
bool is_class_name(std::string_view name);             // short enough, and on one line

// What is typed for all classes at once. Both throw InputError with one sentence, which names the class that it is of.
//
// "cat, dog, bird": names, divided by commas; those that are left out are numbered.
std::vector<std::string> typed_names(std::string_view typed, const DistributionsPage& page, const Language& text);
// "0.6 0.3 0.1": K numbers, divided by blanks, commas or semicolons.
std::vector<double> typed_numbers(std::string_view typed, const DistributionsPage& page, const Language& text);
// Refuses what is negative, infinite or no number. Their sum is left to the caller.
void require_probabilities(const std::vector<double>& numbers, const DistributionsPage& page, const Language& text);
// Refuses what no slider of a logit has.
void require_logits(const std::vector<double>& numbers, const DistributionsPage& page, const Language& text);

}  // namespace losslab
