#pragma once
#include <string>

#include "app/core/shell/files/session.h"
#include "losses/core/error.h"

namespace losslab {

// What is said of a text as a session, or "accepted".
inline std::string refusal(const std::string& text) {
  try {
    parse_session(text, "s.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace losslab
