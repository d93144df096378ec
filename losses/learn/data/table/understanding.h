#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "losses/learn/data/table/encoding.h"

namespace losslab {

// How a table is to be read, where somebody has chosen; what is empty is found from the file.
struct TableReading {
  std::optional<char> delimiter;     // , ; | a tab, or ' ' for any run of blanks
  std::optional<char> decimal;       // . or ,
  std::optional<bool> header;        // whether the first row names the columns
  std::vector<std::string> missing;  // texts that stand for a missing value, besides the usual ones: "-999"
  friend bool operator==(const TableReading&, const TableReading&) = default;
};

// How a table was read.
struct TableUnderstanding {
  TableEncoding encoding = TableEncoding::utf8;
  char delimiter = ',';  // as in TableReading
  char decimal = '.';
  char grouped = 0;  // the mark between groups of three digits, where there is one: , . ' or a blank
  bool header = true;
  bool header_in_comment = false;
  bool row_names = false;                 // a first column without a heading was left out
  std::size_t title_lines = 0;            // above the header, left out
  std::size_t comment_lines = 0;          // that begin with #
  std::size_t empty_rows = 0;             // with delimiters and nothing else, left out
  std::size_t empty_columns = 0;          // at the right end without name and values, left out
  std::size_t percent = 0, currency = 0;  // numbers with a percent sign, or a sign of a currency
  std::size_t chosen_missing = 0;         // cells that are missing by TableReading::missing alone
};

}  // namespace losslab
