#pragma once
#include <fmt/format.h>

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace losslab::cli {

// Text as it comes from a shell or a file, and numbers as they go there.

std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

// A piece of input for a sentence: in quotes, cut after so many bytes, control characters shown as '?'.
std::string in_quotes(std::string_view text, std::size_t longest = 60);
// The same for the path of a file, which is shown whole.
std::string path_in_quotes(std::string_view path);
// A whole sentence made fit for one line of a terminal.
std::string one_line(std::string_view sentence);

// A decimal number, "inf" and "-inf" included; independent of the locale. What is too small for a double is 0. Empty
// where the text is no number; NaN is read as such.
std::optional<double> read_number(std::string_view text);
// The same for an argument: throws InputError "WHAT must be a number, got '...'.", also for NaN.
double number_argument(std::string_view what, std::string_view text);
double finite_argument(std::string_view what, std::string_view text);
// A whole number in [lowest, highest].
long long whole_argument(std::string_view what, std::string_view text, long long lowest, long long highest);

// 17 significant digits, which read back to the same double; "inf" and "-inf"; nothing for NaN.
void append_number(fmt::memory_buffer& to, double value);
std::string number_text(double value);
// For people: six significant digits.
std::string short_number(double value);

// The width of a text on a terminal, in columns: UTF-8, one column a character.
std::size_t columns_of(std::string_view text);
// The text, filled up with blanks to that width.
std::string padded(std::string_view text, std::size_t columns);
// Rows of cells as lines with aligned columns, two blanks between them; the last column is not filled up.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

// The name of `known` that is nearest to `name`, by the least number of letters to insert, delete or replace; empty
// where even that is more than two.
std::string nearest_name(std::string_view name, const std::vector<std::string>& known);

// Writes, and throws InputError where the stream took not all of it: a full disk, a closed pipe.
void write_all(std::ostream& out, std::string_view text);

}  // namespace losslab::cli
