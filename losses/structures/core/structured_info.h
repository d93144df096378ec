#pragma once
#include "losses/core/parameter.h"

namespace losslab {

// What a structured loss compares.
enum class Structure : unsigned char { data_set, embedding, box, mask, sequence };

// The static description of a loss that is no function of a single number or of the logits of one sample.
struct StructuredInfo {
  const char* id;       // "giou_box"
  const char* english;  // "Generalised IoU"
  const char* chinese;
  const char* also;      // as in LossInfo; these names are looked up among the structured losses alone
  const char* used_for;  // as in LossInfo
  Structure structure;
  const char* input;       // what its numbers are: "x1 y1 x2 y2 of the prediction"
  const char* target;      // the same of the truth; "" where there is none
  const char* formula;     // in the TeX of LossInfo::formula
  const char* remark;      // one or two sentences for the reading panel
  const char* source;      // who published it
  bool bounded = false;    // the value, from above, whatever the input is
  bool has_kinks = false;  // there are inputs at which it has no gradient
};

// "boxes", "masks", ...
const char* structure_name(Structure structure);

}  // namespace losslab
