#pragma once
#include <optional>
#include <string>
#include <vector>

namespace losslab {

// Who asks a person for a file outside of our window: the desktop's own dialogs. Asks and answers from the window's
// thread, and blocks it in neither; whoever implements it wakes the window when there is an answer.
class NativeFiles {
 public:
  struct Filter {
    std::string title;
    std::vector<std::string> endings;  // ".toml"; none: all files
  };
  struct Question {
    bool save = false;
    std::string title, folder, name;  // name: what is suggested for a file that is saved
    std::vector<Filter> filters;      // the first is the one at first
  };
  struct Answer {
    enum class Kind : unsigned char { chosen, cancelled, nobody } kind = Kind::nobody;  // nobody: there is no dialog
    std::string path;                                                                   // chosen
  };
  virtual ~NativeFiles() = default;
  // One question at a time. Whoever answers has asked about overwriting `path` itself.
  virtual void ask(Question question) = 0;
  virtual std::optional<Answer> answer() = 0;  // once
};

}  // namespace losslab
