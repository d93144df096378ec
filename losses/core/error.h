#pragma once
#include <stdexcept>
#include <string>

namespace losslab {

// Bad input: a file, an argument, a session. The message is one clear sentence that says where and what was expected.
// Thrown by parsers and builders, caught once by the command line (exit status 2) and once by the window (a message);
// whoever throws it has changed nothing. It never crosses a frame.
class InputError : public std::runtime_error {
 public:
  explicit InputError(const std::string& sentence) : std::runtime_error(sentence) {}
};

}  // namespace losslab
