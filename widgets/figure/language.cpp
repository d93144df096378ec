#include "widgets/figure/language.h"

#include <algorithm>
#include <utility>

namespace losslab {

Language::Language(Texts texts, const Texts& fallback) : texts_(std::move(texts)) {
  texts_.insert(fallback.begin(), fallback.end());  // which leaves those that are there
}

const std::string& Language::operator()(std::string_view key) const {
  const auto found = texts_.find(key);
  return found != texts_.end() ? found->second : unknown_.emplace(key, key).first->second;
}

std::string Language::operator()(std::string_view key, std::initializer_list<Argument> arguments) const {
  std::string_view rest = (*this)(key);
  std::string result;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{'), close = open == rest.npos ? rest.npos : rest.find('}', open);
    if (close == rest.npos) break;
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto argument = std::ranges::find(arguments, name, &Argument::name);
    result += rest.substr(0, open);
    result += argument != arguments.end() ? std::string_view(argument->value) : rest.substr(open, close - open + 1);
    rest.remove_prefix(close + 1);
  }
  return result += rest;
}

std::string_view Language::or_else(std::string_view key, std::string_view other) const {
  const auto found = texts_.find(key);
  return found != texts_.end() ? std::string_view(found->second) : other;
}

}  // namespace losslab
