#include "losses/learn/data/table/delimiter.h"

#include <algorithm>
#include <array>
#include <map>

#include "losses/learn/data/table/csv_text.h"
#include "losses/learn/data/table/number_form.h"
#include "losses/learn/data/table/records.h"

namespace losslab {
namespace {

constexpr std::size_t beginning_bytes = std::size_t{1} << 16;
constexpr std::array<char, 5> delimiters{',', ';', '\t', '|', ' '};
constexpr std::size_t most_titles = 20;

bool is_number_in_any_form(const TableField& field) {
  return csv_number(field.text) || dressed_number(field.text, '.') || dressed_number(field.text, ',');
}

// Empty fields at the right end do not count.
std::size_t filled_fields(const std::vector<TableField>& fields) {
  std::size_t count = fields.size();
  while (count > 0 && fields[count - 1].text.empty()) --count;
  return count;
}

// Cut under a delimiter: how many fields its rows have.
struct Cut {
  char delimiter;
  std::size_t rows = 0, usual = 0;
  double same = 0;     // share of the rows with the usual number of fields, one fewer in the first row included
  double numbers = 0;  // share of numbers among the fields

  Cut(std::string_view text, char d, bool comments) : delimiter(d) {
    std::map<std::size_t, std::size_t> counts;
    std::size_t fields = 0, found = 0, first = 0;
    TableRecords records(text, d, comments);
    while (records.next()) {
      const std::size_t count = records.fields().size();
      if (rows++ == 0) first = count;
      ++counts[count];
      fields += count;
      for (const TableField& field : records.fields()) found += is_number_in_any_form(field) ? 1 : 0;
    }
    if (rows == 0) return;
    const auto most = std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
    usual = most->first;
    // Row names without a heading, or a trailing delimiter that the header lacks.
    const bool shorter = first + 1 == usual && rows > 1;
    same = static_cast<double>(most->second + (shorter ? 1 : 0)) / static_cast<double>(rows);
    numbers = static_cast<double>(found) / static_cast<double>(fields);
  }
  double score() const { return same * same * (0.25 + numbers); }
};

}  // namespace

std::string_view beginning_of_table(std::string_view text) {
  if (text.size() <= beginning_bytes) return text;
  const std::size_t end = text.find_last_of("\r\n", beginning_bytes);
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

SeparatorLine separator_line(std::string_view text) {
  std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  std::size_t length = line.size();
  if (line.size() > 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || ascii_lowered(line.substr(0, 4)) != "sep=") return {};
  if (std::ranges::find(delimiters, line[4]) == delimiters.end()) return {};
  for (const char end : {'\r', '\n'}) length += length < text.size() && text[length] == end ? 1 : 0;
  return {length, line[4]};
}

bool has_comments(std::string_view text) {
  std::size_t marked = 0, others = 0;
  TableRecords records(text, ',', false);
  while (records.next()) {
    const std::vector<TableField>& fields = records.fields();
    ++(!fields[0].quoted && fields[0].text.starts_with('#') ? marked : others);
  }
  return marked <= others || others > 1;
}

std::vector<char> likely_delimiters(std::string_view text, bool comments) {
  std::vector<Cut> cuts;
  for (const char delimiter : delimiters) {
    Cut cut(text, delimiter, comments);
    if (cut.usual >= 2) cuts.push_back(cut);
  }
  std::ranges::stable_sort(cuts, std::ranges::greater{}, &Cut::score);
  std::vector<char> result;
  for (const Cut& cut : cuts) {
    if (result.empty() || cut.same == 1) result.push_back(cut.delimiter);
  }
  return result;
}

std::size_t title_lines(std::string_view text, char delimiter, bool comments) {
  const std::size_t usual = Cut(text, delimiter, comments).usual;
  std::size_t titles = 0;
  TableRecords records(text, delimiter, comments);
  while (records.next() && titles < most_titles) {
    const std::vector<TableField>& fields = records.fields();
    if (filled_fields(fields) > 1) {
      // Under a title stands a header.
      const bool names = filled_fields(fields) + 1 >= usual && !std::ranges::any_of(fields, is_number_in_any_form);
      return usual >= 2 && names ? titles : 0;
    }
    ++titles;
  }
  return 0;
}

}  // namespace losslab
