#pragma once
#include <string>
#include <string_view>

#include "losses/core/loss.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_loss.h"
#include "widgets/figure/language.h"

namespace losslab {

// What a loss says of itself stands in its header, in English. A table has it in another language under the key
// "loss.ID.FIELD" ("loss.huber.remark"), whatever kind of loss it is, and the role of a parameter under "role.ROLE"
// ("role.threshold").
std::string loss_text(const Language& language, std::string_view id, std::string_view field,
                      std::string_view in_english);
std::string role_text(const Language& language, const Parameter& parameter);

// The name of what has an id and an English name: LossInfo, VectorInfo, StructuredInfo, BellDivergenceInfo.
template <class Info>
std::string name_text(const Language& language, const Info& info) {
  return loss_text(language, info.id, "name", info.english);
}
// The same where there is little room: in English the first of its other names may be shorter.
std::string short_name(const Language& language, const VectorInfo& info);
std::string short_name(const Language& language, const StructuredInfo& info);
// The same of an id and the short name in English.
std::string short_text(const Language& language, std::string_view id, std::string_view in_english);
// What it is called where the name above is another one: in English its Chinese name, elsewhere its English one; empty
// where that is the same.
template <class Info>
std::string second_name(const Language& language, const Info& info) {
  const std::string first = name_text(language, info), other = first == info.english ? info.chinese : info.english;
  return first == other ? std::string() : other;
}

// A name with its parameters, as in legends: "Huber (δ = 1)".
std::string label_text(const Language& language, const VectorLoss& loss);
std::string label_text(const Language& language, const StructuredLoss& loss);

}  // namespace losslab
