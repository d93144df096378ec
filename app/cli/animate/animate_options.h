#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/animation/animation_request.h"

namespace losslab {
struct Session;
}

namespace losslab::cli {

class Arguments;

// The options of losslab animate, as texts, and what they ask for.
struct AnimateOptions {
  static const char* const notes;

  std::vector<std::string> sessions;
  std::optional<std::string> out, from, to, spacing, parameter, values, plot, size, scale, theme;
  std::optional<std::string> frames_per_second, seconds, hold, loop, onion;
  bool once = false;

  void declare(Arguments& arguments);
  // Without the stops of a path. Throws InputError for what is no number, out of bounds, or does not go together.
  AnimationRequest request(bool for_paper) const;
  int moments() const;
  // The theme of all sessions, and the stops of a path where there are several.
  void take_views(std::vector<Session>& of, AnimationRequest& request) const;
};

}  // namespace losslab::cli
