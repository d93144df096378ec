#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace losslab {

// A finite number as programs write it, with or without a sign, and nothing else.
std::optional<double> csv_number(std::string_view text);
// What was found, fit for a sentence: short, on one line, in quotes.
std::string csv_shown(std::string_view text);
// The sentence for one field: line and column count from 1.
[[noreturn]] void refuse_csv_field(const std::string& file, std::size_t line, std::size_t column,
                                   const std::string& column_name, const std::string& reason);
std::string ascii_lowered(std::string_view text);
// The bytes of a file, 2 GiB at most. Throws InputError.
std::string read_csv_text(const std::string& path);
std::string csv_file_name(const std::string& path);
// Whether a file is taken for a table by its ending: .csv, .tsv, .tab, .txt or .dat, in small or large letters.
bool has_ending_of_a_table(const std::string& path);

}  // namespace losslab
