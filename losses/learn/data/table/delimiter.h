#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace losslab {

// The part of a table that its form is guessed from: whole lines, so many bytes at most where there are any.
std::string_view beginning_of_table(std::string_view text);

// The length of a line at the beginning such as "sep=;" that names the delimiter, with its end, and the delimiter; 0
// where there is none.
struct SeparatorLine {
  std::size_t length = 0;
  char delimiter = 0;
};
SeparatorLine separator_line(std::string_view text);

// Whether lines that begin with # are comments: not where most lines do.
bool has_comments(std::string_view text);

// The delimiters under which the text is a table of two columns at least: the likeliest, and then those that cut all of
// its rows into the same number of fields; none: empty. What cuts the rows alike, and leaves the most numbers, is
// likely; among equals a comma.
std::vector<char> likely_delimiters(std::string_view text, bool comments);

// How many lines at the top are a title: one field in front of rows of more.
std::size_t title_lines(std::string_view text, char delimiter, bool comments);

}  // namespace losslab
