#include "losses/vectors/vector_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "losses/core/loss_names.h"

namespace losslab {

VectorNames::VectorNames() {
  for (const VectorEntry& entry : vector_catalogue()) {
    const VectorInfo& info = *entry.info;
    for (const char* name : {info.id, info.english, info.chinese}) {
      entries_.push_back({name_key(name), info.id, "", false});
    }
    for (const LossName& name : names_of_list(info.also)) {
      entries_.push_back({name_key(name.text), info.id, name.convention, name.loose});
    }
  }
  std::ranges::stable_sort(entries_, {}, &Entry::key);
}

std::span<const VectorNames::Entry> VectorNames::entries_of(std::string_view name) const {
  const std::string key = name_key(name);
  const auto first = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
  const auto last = std::ranges::upper_bound(entries_, key, {}, &Entry::key);
  return {first, last};
}

NamedVectorLoss VectorNames::find(std::string_view name) const {
  for (const VectorEntry& entry : vector_catalogue()) {
    if (name == entry.info->id) return {VectorLoss(name), ""};
  }
  std::vector<std::string_view> ids;
  std::string_view convention;
  for (const Entry& entry : entries_of(name)) {
    if (!entry.loose && convention.empty()) convention = entry.convention;
    if (std::ranges::find(ids, entry.id) == ids.end()) ids.push_back(entry.id);
  }
  if (ids.empty()) throw InputError(unknown_vector_loss(name));
  if (ids.size() > 1) {
    throw InputError(fmt::format("The name '{}' is used for several losses: say {}.", name, fmt::join(ids, " or ")));
  }
  if (convention.empty()) return {VectorLoss(ids.front()), ""};
  return {VectorLoss(ids.front()), fmt::format("'{}' is taken for {}: {}.", name, ids.front(), convention)};
}

std::optional<std::string_view> VectorNames::id_of(std::string_view name) const {
  std::optional<std::string_view> id;
  for (const Entry& entry : entries_of(name)) {
    if (id && *id != entry.id) return std::nullopt;
    id = entry.id;
  }
  return id;
}

std::string short_name(const VectorInfo& info) {
  // That it is of many classes is true of all of them; the others have a usual short form.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> shorter{{{" of a softmax", ""},
                                                                                  {" to a softmax", ""},
                                                                                  {" of several classes", ""},
                                                                                  {" softmax cross-entropy", " CE"},
                                                                                  {"cross-entropy", "CE"},
                                                                                  {"Cross-entropy", "CE"},
                                                                                  {"Kullback-Leibler", "KL"},
                                                                                  {"Jensen-Shannon", "JS"}}};
  std::string name = info.english;
  for (const auto& [from, to] : shorter) {
    const std::size_t at = name.find(from);
    if (at != std::string::npos) name.replace(at, from.size(), to);
  }
  return name;
}

std::string unknown_vector_loss(std::string_view name) {
  std::string_view nearest;
  std::size_t least = far_away;
  const auto consider = [&](std::string_view candidate, const char* id) {
    const std::size_t distance = name_distance(name, candidate);
    if (distance >= least) return;
    least = distance;
    nearest = id;
  };
  for (const VectorEntry& entry : vector_catalogue()) consider(entry.info->id, entry.info->id);
  for (const VectorEntry& entry : vector_catalogue()) {
    consider(entry.info->english, entry.info->id);
    for (const LossName& other : names_of_list(entry.info->also)) consider(other.text, entry.info->id);
  }
  if (nearest.empty()) return fmt::format("Unknown loss of logits '{}': 'losslab losses' lists all.", name);
  return fmt::format("Unknown loss of logits '{}': did you mean '{}'?", name, nearest);
}

}  // namespace losslab
