#include "losses/expression/expression_error.h"

#include <fmt/format.h>

#include <algorithm>

namespace losslab {
namespace {

// Letters that begin before byte `at` of the line, whatever number of bytes each takes.
std::size_t letters_before(std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, std::min(at, line.size()));
  return static_cast<std::size_t>(
      std::ranges::count_if(before, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string with_place(std::string_view text, const TextRange& where, const std::string& sentence) {
  const bool has_lines = text.find('\n') != std::string_view::npos;
  for (std::size_t i = 0; i < where.line; ++i) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  const std::size_t column = letters_before(text.substr(0, text.find('\n')), where.from) + 1;
  if (has_lines) return fmt::format("Formula, line {}, column {}: {}", where.line + 1, column, sentence);
  return fmt::format("Formula, column {}: {}", column, sentence);
}

}  // namespace

ExpressionError::ExpressionError(std::string_view text, const TextRange& where, const std::string& sentence)
    : InputError(with_place(text, where, sentence)), where_(where), sentence_(sentence) {}

}  // namespace losslab
