#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/loss.h"

namespace losslab {

// The names that people use for losses: those of textbooks and of the common libraries, as each loss's header lists
// them in LossInfo::also. There, a name may be followed by "(a convention)", which is said where somebody is taken at
// that name; and "~" stands before a name that other losses go by as well: it is searched for, but names nothing.

struct LossName {
  std::string_view text;        // "HuberT"
  std::string_view convention;  // "t is 1.345 in statsmodels"; "" where nothing needs to be said
  bool loose = false;
};
// What a loss is also called, in the order of its header. The views are into it.
std::vector<LossName> other_names(const LossInfo& info);
// What it is used for, one by one.
std::vector<std::string_view> uses(const LossInfo& info);
// The same of a list as it stands in LossInfo::also or LossInfo::used_for.
std::vector<LossName> names_of_list(const char* also);
std::vector<std::string_view> items_of_list(const char* list);

// By which names are compared: letters and digits alone, in small letters, without what says only that it is a loss
// ("Huber loss", "HuberLoss", "torch.nn.HuberLoss" and "huber" are one), -ise and -ize alike.
std::string name_key(std::string_view name);
// By how many slips of the hand two names differ, where it is likely that the one was meant by the other: by a letter
// or, in long names, by two. Else far_away.
std::size_t name_distance(std::string_view a, std::string_view b);
inline constexpr std::size_t far_away = static_cast<std::size_t>(-1);

// A loss that was called by some name.
struct NamedLoss {
  Loss loss;
  std::string convention;  // what is to be said of that name: "'l1' is taken for absolute_error: |r|."; else ""
};

// All names of the catalogue, brought into order once for many questions.
class LossNames {
 public:
  LossNames();
  // By id, or else by any name that is one loss's alone. Throws InputError: for a name that several losses go by, with
  // their ids; for an unknown one, with the id that was likely meant where there is one.
  NamedLoss find(std::string_view name) const;

 private:
  struct Entry {
    std::string key;
    std::string_view id, convention;
    bool loose;
  };
  std::vector<Entry> entries_;  // by key
};

// "Unknown loss 'hubr': did you mean 'huber'?" A loss is suggested only where it was likely meant.
std::string unknown_loss(std::string_view name);

}  // namespace losslab
