#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/catalogue/loss_traits.h"

namespace losslab {

// What is typed and ticked above a list of losses.
struct LossQuery {
  std::string text;
  TraitSet traits = 0;
  bool empty() const { return text.empty() && traits == 0; }
  friend bool operator==(const LossQuery&, const LossQuery&) = default;
};

// The words of a text, folded for comparing and with a space before each: in small letters, hyphens, underscores and
// brackets taken for spaces, -ise and -ize alike. Chinese and Greek stay as they are.
std::string folded_words(std::string_view text);

// Finds losses by English or Chinese name, id, parameter, and by the words of what is known about them. Every word that
// is typed must begin a word of the loss, or stand anywhere in its name; small words ("the loss that …") count nothing.
class LossSearch {
 public:
  // Brings what is known up to the parameters of these losses; costs next to nothing where none has changed.
  void follow(std::span<const Loss> losses);
  // Grows with each change that follow() met.
  long version() const { return version_; }
  TraitSet traits(int index) const { return entries_[static_cast<std::size_t>(index)].traits; }
  // The losses of the families, as indexes into what was followed: family by family; within one the nearest matches
  // first, equally near ones in the catalogue's order.
  std::vector<int> find(FamilySet families, const LossQuery& query) const;

 private:
  struct Entry {
    Loss loss;
    TraitSet traits;
    std::string names;     // folded: names, id, parameters
    std::string squeezed;  // English name and id without spaces
    std::string known;     // folded: what holds of it
    std::string text;      // folded: remark, estimates, noise, source
  };
  static Entry make_entry(const Loss& loss);
  static int nearness(const Entry& entry, std::span<const std::string> words);
  std::vector<Entry> entries_;
  long version_ = 0;
};

// One list on the screen: what was found last, found anew only when there is reason to. Where nothing is asked for,
// nothing needs to be known of the losses either.
class LossFinder {
 public:
  // As LossSearch::find(), in these losses. `settled`: whether losses that no longer fit may leave the list now, and
  // not while one of its sliders is held.
  std::span<const int> find(LossSearch& search, std::span<const Loss> losses, FamilySet families,
                            const LossQuery& query, bool settled = true);

 private:
  LossQuery query_;
  FamilySet families_ = 0;
  long version_ = -1;
  std::vector<int> found_;
};

}  // namespace losslab
