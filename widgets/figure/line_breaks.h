#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace losslab {

// The character of UTF-8 that begins at `at`: how many bytes it takes, and its code.
std::size_t character_length(std::string_view text, std::size_t at);
char32_t character_at(std::string_view text, std::size_t at);

// Chinese and its like, which are written without blanks.
bool is_ideograph(char32_t c);
bool has_ideographs(std::string_view text);
// Whether a line may end between two characters without a blank between them: beside an ideograph it may, but no line
// begins with a mark that closes (。，、）”%) and none ends with one that opens (（“《).
bool may_end_between(char32_t before, char32_t after);
// The parts of a text between which a line may end, each with the blanks behind it.
std::vector<std::string_view> line_parts(std::string_view text);

}  // namespace losslab
