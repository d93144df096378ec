#include "widgets/figure/sentences.h"

#include <algorithm>
#include <charconv>

namespace losslab {
namespace {

// Splits a text at its places and says what stands in their braces.
struct Split {
  std::vector<std::string> parts, places;

  explicit Split(std::string_view text) {
    for (;;) {
      const std::size_t open = text.find('{'), close = open == text.npos ? text.npos : text.find('}', open);
      if (close == text.npos) break;
      parts.emplace_back(text.substr(0, open));
      places.emplace_back(text.substr(open + 1, close - open - 1));
      text.remove_prefix(close + 1);
    }
    parts.emplace_back(text);
  }
};

bool is_quoted(const std::vector<std::string>& parts, std::size_t place) { return parts[place].ends_with('\''); }

}  // namespace

void Sentences::add(std::string_view english, std::string_view translation) {
  Split split(english);
  if (split.places.empty()) {
    plain_.insert_or_assign(std::string(english), std::string(translation));
    return;
  }
  Pattern pattern{std::move(split.parts), std::string(translation)};
  for (const std::string& part : pattern.parts) pattern.letters += part.size();
  std::erase_if(patterns_, [&](const Pattern& other) { return other.parts == pattern.parts; });
  const auto after = std::ranges::find_if(patterns_, [&](const Pattern& one) { return one.letters < pattern.letters; });
  patterns_.insert(after, std::move(pattern));
}

bool Sentences::fits(const Pattern& pattern, std::string_view text, std::vector<std::string_view>& found) {
  const std::string &first = pattern.parts.front(), &last = pattern.parts.back();
  if (text.size() < pattern.letters || !text.starts_with(first) || !text.ends_with(last)) return false;
  found.clear();
  std::string_view rest = text.substr(first.size(), text.size() - first.size() - last.size());
  for (std::size_t i = 1; i + 1 < pattern.parts.size(); ++i) {
    const std::size_t at = rest.find(pattern.parts[i]);
    if (at == rest.npos) return false;
    found.push_back(rest.substr(0, at));
    rest.remove_prefix(at + pattern.parts[i].size());
  }
  found.push_back(rest);
  return true;
}

std::string Sentences::filled(const Pattern& pattern, const std::vector<std::string_view>& found) const {
  const Split split(pattern.translation);
  std::string result = split.parts.front();
  for (std::size_t i = 0; i < split.places.size(); ++i) {
    const std::string& number = split.places[i];
    std::size_t which = i;
    std::from_chars(number.data(), number.data() + number.size(), which);
    if (which < found.size()) {
      result += is_quoted(pattern.parts, which) ? std::string(found[which]) : translated(found[which]);
    }
    result += split.parts[i + 1];
  }
  return result;
}

std::string Sentences::translated(std::string_view english) const {
  if (const auto at = plain_.find(english); at != plain_.end()) return at->second;
  std::vector<std::string_view> found;
  for (const Pattern& pattern : patterns_) {
    if (fits(pattern, english, found)) return filled(pattern, found);
  }
  return std::string(english);
}

}  // namespace losslab
