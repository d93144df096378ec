#pragma once
#include <array>
#include <cassert>

#include "losses/vectors/consistency/decision.h"
#include "losses/vectors/consistency/hinges.h"
#include "losses/vectors/consistency/risk_minimiser.h"

namespace losslab {

// A loss, what is true, and what a teacher says.
struct Truths {
  const VectorLoss& loss;
  std::span<const double> t, teacher;
  double parameter(std::string_view name) const;
};

// What is known of the minimisers of one loss.
struct KnownMinimiser {
  const char* id;
  RiskMinimiser (*find)(const Truths&);
  Decision (*decide)(const Truths&);                              // reads but the number of classes, not t
  HingeMinimiser (*corner)(std::span<const double> t) = nullptr;  // of hinges
};

// Throws InputError for a loss that is none.
const KnownMinimiser& known_minimiser(std::string_view id);

}  // namespace losslab
