#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// A loss of logits that was called by some name.
struct NamedVectorLoss {
  VectorLoss loss;
  std::string convention;  // what is to be said of that name, as a sentence; else ""
};

// All names of the losses of logits, brought into order once for many questions. They are an index of their own: a name
// like "cross-entropy" means one loss among them and another among the losses of one variable.
class VectorNames {
 public:
  VectorNames();
  // By id, or else by any name as loss_names.h compares names. Throws InputError for an unknown one, with the id that
  // was likely meant where there is one.
  NamedVectorLoss find(std::string_view name) const;
  // The id of the one loss of that name; empty where there is none, or more than one.
  std::optional<std::string_view> id_of(std::string_view name) const;

 private:
  struct Entry {
    std::string key;
    std::string_view id, convention;
    bool loose;
  };
  // Those of that key, one after another.
  std::span<const Entry> entries_of(std::string_view name) const;
  std::vector<Entry> entries_;  // by key
};

// The English name in short: "Generalised CE" for "Generalised cross-entropy of a softmax".
std::string short_name(const VectorInfo& info);

// "Unknown loss of logits 'focal': did you mean 'focal_softmax'?"
std::string unknown_vector_loss(std::string_view name);

}  // namespace losslab
