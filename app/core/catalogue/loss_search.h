#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/catalogue/loss_traits.h"
#include "widgets/figure/language.h"

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

// A loss that was found. The texts are those of its header and live as long as the program.
struct LossMatch {
  int index;              // in what was followed
  std::string_view also;  // the other name by which it was found: "MSE"; empty: found without one
  std::string_view use;   // what it is used for, where that is what was looked for: "SVM"
  friend bool operator==(const LossMatch&, const LossMatch&) = default;
};
// Whether there is more to be said of a match than the loss's own name says.
inline bool is_explained(const LossMatch& match) { return !match.also.empty() || !match.use.empty(); }

// Finds losses by English or Chinese name, id, parameter, by the names that they have elsewhere, by what they are used
// for, and by the words of what is known about them. Every word that is typed must begin a word of the loss, or stand
// anywhere in its name; small words ("the loss that …") count nothing. Where nothing is found, small slips of the hand
// in a name are forgiven.
class LossSearch {
 public:
  // From now on losses are found by the words of that language as well as by English ones. `code`: of the language.
  void speak(const Language& language, std::string_view code);
  // Brings what is known up to the parameters of these losses; costs next to nothing where none has changed.
  void follow(std::span<const Loss> losses);
  // Grows with each change that follow() met.
  long version() const { return version_; }
  TraitSet traits(int index) const { return entries_[static_cast<std::size_t>(index)].traits; }
  // The losses of the families: one's own first, then family by family; within one the nearest matches first, equally
  // near ones in the catalogue's order.
  std::vector<LossMatch> find(FamilySet families, const LossQuery& query) const;

 private:
  // Another name, or a use.
  struct Other {
    std::string_view text;
    std::string folded, key;  // see folded_words() and name_key()
  };
  struct Wanted {
    std::vector<std::string> words;  // each with its space before it
    std::string_view text;           // as it was typed
    std::string key;                 // see name_key()
  };
  // How well a loss fits, 0: not at all, and by what.
  struct Nearness {
    int rank = 0;
    std::string_view also, use;
  };
  struct Entry {
    Loss loss;
    TraitSet traits;
    std::string names;     // folded: names, id, parameters
    std::string squeezed;  // English name and id without spaces
    std::vector<Other> also, uses;
    std::string known;  // folded: what holds of it
    std::string text;   // folded: remark, estimates, noise, source
  };
  Entry make_entry(const Loss& loss) const;
  static Nearness nearness(const Entry& entry, const Wanted& wanted);
  static Nearness mistyped(const Entry& entry, const Wanted& wanted);
  std::string code_ = "en";
  Language language_;
  std::vector<Entry> entries_;
  long version_ = 0;
};

// One list on the screen: what was found last, found anew only when there is reason to. Where nothing is asked for,
// nothing needs to be known of the losses either.
class LossFinder {
 public:
  // As LossSearch::find(), in these losses. `settled`: whether losses that no longer fit may leave the list now, and
  // not while one of its sliders is held.
  std::span<const LossMatch> find(LossSearch& search, std::span<const Loss> losses, FamilySet families,
                                  const LossQuery& query, bool settled = true);

 private:
  LossQuery query_;
  FamilySet families_ = 0;
  long version_ = -1;
  std::vector<int> listed_;  // by loss, what of it decides where it is listed: one's own may change their families
  std::vector<LossMatch> found_;
};

}  // namespace losslab
