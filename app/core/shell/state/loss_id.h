#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

struct Document;

// What is drawn or runs is named by an id: that of a loss, or "huber#2" for a further one with the same loss.
std::string_view loss_of(std::string_view id);
bool is_further_run(std::string_view id);
// The id for what a file calls so: the id itself, or another name of the loss. Throws InputError for an unknown one.
std::string known_loss_id(std::string_view id, const Document& document);

// Adds or removes an id, keeping the catalogue's order. False where there would be more than `limit`.
bool toggle(std::vector<std::string>& ids, std::string_view id, const Document& document, std::size_t limit = 1000);

}  // namespace losslab
