#include "losses/core/loss_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "losses/core/edit_distance.h"
#include "losses/core/entry.h"

namespace losslab {
namespace {

constexpr std::string_view separator = "; ";

// Where the libraries keep their losses.
constexpr std::array<std::string_view, 8> places{"torch.nn.functional.", "torch.nn.",     "nn.",        "f.",
                                                 "tf.keras.losses.",     "keras.losses.", "tf.losses.", "tf.nn."};
// What says no more than that it is a loss.
constexpr std::array<std::string_view, 10> says_nothing{"loss",     "losses",   "errors", "error", "functions",
                                                        "function", "损失函数", "损失",   "误差",  "函数"};

bool without_ending(std::string& key) {
  for (const std::string_view ending : says_nothing) {
    if (key.size() <= ending.size() || !key.ends_with(ending)) continue;
    key.resize(key.size() - ending.size());
    return true;
  }
  return false;
}

// Letters and digits in small letters.
std::string whole_key(std::string_view name) {
  std::string lowered;
  for (const char c : name) lowered += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string_view text = lowered;
  for (const std::string_view place : places) {
    if (text.size() > place.size() && text.starts_with(place)) text.remove_prefix(place.size());
  }
  std::string key;
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) key += c;
  }
  return key;
}

}  // namespace

// The items of a list of a header; a separator in brackets is none.
std::vector<std::string_view> items_of_list(const char* list) {
  std::vector<std::string_view> all;
  std::string_view rest = list == nullptr ? "" : list;
  while (!rest.empty()) {
    std::size_t end = rest.find(separator);
    const std::size_t bracket = rest.find(" (");
    if (bracket < end) end = rest.find(separator, rest.find(')', bracket));
    end = std::min(end, rest.size());
    all.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + separator.size(), rest.size()));
  }
  return all;
}

std::vector<LossName> names_of_list(const char* also) {
  std::vector<LossName> names;
  for (std::string_view item : items_of_list(also)) {
    LossName name;
    if (item.starts_with('~')) {
      name.loose = true;
      item.remove_prefix(1);
    }
    const std::size_t bracket = item.find(" (");
    name.text = item.substr(0, bracket);
    if (bracket != std::string_view::npos) name.convention = item.substr(bracket + 2, item.size() - bracket - 3);
    names.push_back(name);
  }
  return names;
}

std::vector<LossName> other_names(const LossInfo& info) { return names_of_list(info.also); }

std::vector<std::string_view> uses(const LossInfo& info) { return items_of_list(info.used_for); }

std::string name_key(std::string_view name) {
  std::string key = whole_key(name);
  while (without_ending(key)) {
  }
  std::ranges::replace(key, 's', 'z');
  return key;
}

std::size_t name_distance(std::string_view a, std::string_view b) {
  const auto distance = [](const std::string& one, const std::string& other) {
    constexpr std::size_t shortest = 4;  // of shorter names one slip may make another
    const std::size_t length = std::min(one.size(), other.size());
    if (length < shortest) return far_away;
    const std::size_t forgiven = length < 8 ? 1 : 2;
    if (std::max(one.size(), other.size()) > length + forgiven) return far_away;
    const std::size_t slips = edit_distance(one, other);
    return slips <= forgiven ? slips : far_away;
  };
  // "squared_eror" is near to "squared_error", not to "squared".
  return std::min(distance(name_key(a), name_key(b)), distance(whole_key(a), whole_key(b)));
}

LossNames::LossNames() {
  for (const LossEntry& entry : loss_entries()) {
    const LossInfo& info = *entry.info;
    for (const char* name : {info.id, info.english, info.chinese}) {
      entries_.push_back({name_key(name), info.id, "", false});
    }
    for (const LossName& name : other_names(info)) {
      entries_.push_back({name_key(name.text), info.id, name.convention, name.loose});
    }
  }
  std::ranges::stable_sort(entries_, {}, &Entry::key);
}

NamedLoss LossNames::find(std::string_view name) const {
  for (const LossEntry& entry : loss_entries()) {
    if (name == entry.info->id) return {Loss(name), ""};
  }
  // Not equal_range(), whose view clang 14 cannot compile with this standard library.
  const std::string key = name_key(name);
  const auto from = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
  const std::span<const Entry> range(from, std::ranges::upper_bound(entries_, key, {}, &Entry::key));
  const Entry* meant = nullptr;
  for (const Entry& entry : range) {
    if (entry.loose || (meant != nullptr && meant->id == entry.id)) continue;
    if (meant == nullptr) {
      meant = &entry;
      continue;
    }
    meant = nullptr;
    break;
  }
  if (meant != nullptr) {
    if (meant->convention.empty()) return {Loss(meant->id), ""};
    return {Loss(meant->id), fmt::format("'{}' is taken for {}: {}.", name, meant->id, meant->convention)};
  }
  if (range.empty()) throw InputError(unknown_loss(name));
  std::vector<std::string_view> ids;
  for (const Entry& entry : range) {
    if (std::ranges::find(ids, entry.id) == ids.end()) ids.push_back(entry.id);
  }
  if (ids.size() == 1) return {Loss(ids.front()), fmt::format("'{}' is taken for {}.", name, ids.front())};
  throw InputError(fmt::format("The name '{}' is used for several losses: say {}.", name, fmt::join(ids, " or ")));
}

std::string unknown_loss(std::string_view name) {
  std::string_view nearest;
  std::size_t least = far_away;
  const auto consider = [&](std::string_view candidate, const char* id) {
    const std::size_t distance = name_distance(name, candidate);
    if (distance >= least) return;
    least = distance;
    nearest = id;
  };
  // By its own id first: nothing else is as near that is equally far.
  for (const LossEntry& entry : loss_entries()) consider(entry.info->id, entry.info->id);
  for (const LossEntry& entry : loss_entries()) {
    consider(entry.info->english, entry.info->id);
    for (const LossName& other : other_names(*entry.info)) consider(other.text, entry.info->id);
  }
  if (nearest.empty()) return fmt::format("Unknown loss '{}': 'losslab losses' lists all.", name);
  return fmt::format("Unknown loss '{}': did you mean '{}'?", name, nearest);
}

}  // namespace losslab
