#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// Sentences that stand in the code in English, with what another language has for them. A sentence may have places, as
// "A sweep takes 2 to {} values, got {}.": it then stands for every text that is like it, and what is in its places
// goes into those of the translation, in the same order or by number ("{1}"). It is translated in turn; but what is in
// quotes, as '{}', was typed by somebody and stays.
class Sentences {
 public:
  // Two places must have something between them. A second translation of a sentence takes the place of the first.
  void add(std::string_view english, std::string_view translation);
  bool empty() const { return plain_.empty() && patterns_.empty(); }
  // The English text itself where no sentence is like it. Of several that are like it, the one with most letters of
  // its own counts.
  std::string translated(std::string_view english) const;

 private:
  struct Pattern {
    std::vector<std::string> parts;  // what stands before, between and behind the places
    std::string translation;
    std::size_t letters = 0;  // of all parts
  };
  static bool fits(const Pattern& pattern, std::string_view text, std::vector<std::string_view>& found);
  std::string filled(const Pattern& pattern, const std::vector<std::string_view>& found) const;

  std::map<std::string, std::string, std::less<>> plain_;
  std::vector<Pattern> patterns_;  // those with most letters first
};

}  // namespace losslab
