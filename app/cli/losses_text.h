#pragma once
#include <string>

#include "losses/core/loss.h"
#include "losses/structures/core/structured_info.h"
#include "losses/vectors/vector_info.h"

namespace losslab::cli {

// "delta = 1 in (0, inf)".
std::string parameter_text(const Parameter& p);
// "convex, bounded gradient, L = 1", or "-".
std::string properties_text(const Properties& p);
std::string properties_text(const VectorProperties& p);
std::string properties_text(const StructuredInfo& info);

// A formula of the subset of TeX that LossInfo::formula is written in, as one line of plain text:
// "ℓ(r) = ½ r² for |r| ≤ δ; δ (|r| − δ/2) for |r| > δ".
std::string readable_formula(std::string_view tex);

// The whole catalogue as Markdown: a table for each family, one for the losses of logits, and one for each kind of
// structure.
std::string losses_markdown();

}  // namespace losslab::cli
