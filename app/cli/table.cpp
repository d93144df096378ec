#include "app/cli/table.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/cli/loss_argument.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;

std::string_view unquoted(std::string_view field) {
  field = trimmed(field);
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    return trimmed(field.substr(1, field.size() - 2));
  return field;
}

}  // namespace

std::string read_text(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(fmt::format("Cannot read {}: it is a folder.", path_in_quotes(path)));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw InputError(fmt::format("Cannot read {}: there is no such file, or no permission.", path_in_quotes(path)));
  std::string text;
  std::vector<char> block(std::size_t{1} << 16);
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block.data(), static_cast<std::size_t>(file.gcount()));
    if (text.size() > largest_file)
      throw InputError(fmt::format("Cannot read {}: it has more than 1 GiB.", path_in_quotes(path)));
  }
  if (file.bad()) throw InputError(fmt::format("Cannot read {}: the disk reports an error.", path_in_quotes(path)));
  return text;
}

TableReader::TableReader(std::string name, std::string_view text) : name_(std::move(name)), rest_(text) {
  if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  std::string_view line;
  if (!next_line(line)) throw InputError(fmt::format("{}: the table is empty, expected a header.", name_));
  split_fields(line);
  header_ = fields_;
  for (std::string_view& name_of_column : header_) name_of_column = unquoted(name_of_column);
}

int TableReader::column(std::string_view name) const {
  int found = -1;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i] != name) continue;
    if (found >= 0) throw InputError(fmt::format("{}, line {}: column '{}' occurs twice.", name_, line_, name));
    found = static_cast<int>(i);
  }
  return found;
}

std::size_t TableReader::required(std::string_view name) const {
  const int found = column(name);
  if (found < 0) {
    throw InputError(fmt::format("{}, line {}: the header has no column '{}', got {}{}.", name_, line_, name,
                                 in_quotes(fmt::format("{}", fmt::join(header_, ","))), header_hint(name)));
  }
  return static_cast<std::size_t>(found);
}

// What a header without the column `name` may be.
std::string TableReader::header_hint(std::string_view name) const {
  if (header_[0].starts_with("\xff\xfe") || header_[0].starts_with("\xfe\xff")) return "; save the table as UTF-8";
  if (header_.size() == 1) {
    for (const auto& [mark, what] : {std::pair{';', "semicolons"}, {'\t', "tabs"}}) {
      if (header_[0].find(mark) != std::string_view::npos)
        return fmt::format("; the columns are separated by {}, expected commas", what);
    }
  }
  const auto lower = [](std::string_view text) {
    std::string small(text);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return small;
  };
  for (const std::string_view have : header_) {
    if (lower(have) == name) return fmt::format("; write '{}' in lower case", have);
  }
  const std::string nearest = nearest_name(name, {header_.begin(), header_.end()});
  return name.size() > 2 && !nearest.empty() ? fmt::format("; perhaps {} is meant", in_quotes(nearest)) : std::string();
}

bool TableReader::next() {
  std::string_view line;
  if (!next_line(line)) return false;
  split_fields(line);
  if (fields_.size() != header_.size()) {
    const int parameters = column("params");
    const auto beside = static_cast<std::size_t>(parameters) + 1;
    const bool split =
        parameters >= 0 && beside < fields_.size() && fields_[beside].find('=') != std::string_view::npos;
    fail(fmt::format("expected {} fields as in the header, got {}{}", header_.size(), fields_.size(),
                     split ? "; parameters are separated by ';'" : ""));
  }
  return true;
}

std::string_view TableReader::field(std::size_t column) const { return unquoted(fields_[column]); }

double TableReader::number(std::size_t column) const {
  const std::optional<double> value = read_number(field(column));
  if (!value) fail(fmt::format("column '{}' must be a number, got {}", header_[column], in_quotes(field(column))));
  return *value;
}

void TableReader::fail(std::string_view sentence) const {
  const bool stopped = sentence.ends_with('.') || sentence.ends_with('?');
  throw InputError(fmt::format("{}, line {}: {}{}", name_, line_, sentence, stopped ? "" : "."));
}

bool TableReader::next_line(std::string_view& line) {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('\n');
    line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!trimmed(line).empty()) return true;
  }
  return false;
}

void TableReader::split_fields(std::string_view line) {
  fields_.clear();
  for (std::size_t begin = 0;;) {
    std::size_t end = line.find(',', begin);
    if (begin < line.size() && line[begin] == '"') {
      // A doubled quote inside of quotes closes and opens them again, which leads to the same end.
      bool inside = false;
      for (end = begin; end < line.size() && (inside || line[end] != ','); ++end) inside ^= line[end] == '"';
      if (inside) fail("a quote is not closed");
      if (end == line.size()) end = std::string_view::npos;
    }
    fields_.push_back(line.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

std::vector<std::size_t> kept_columns(const TableReader& table) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < table.header().size(); ++i) {
    const std::string_view name = table.header()[i];
    if (name != "value" && name != "gradient" && name != "curvature") kept.push_back(i);
  }
  return kept;
}

void append_fields(fmt::memory_buffer& to, const std::vector<std::string_view>& fields,
                   const std::vector<std::size_t>& columns) {
  for (const std::size_t& column : columns) {
    if (&column != columns.data()) to.push_back(',');
    to.append(fields[column]);
  }
}

LossColumn::LossColumn(const TableReader& table, std::ostream& err)
    : err_(err),
      id_column_(static_cast<int>(table.required("loss"))),
      parameters_column_(static_cast<int>(table.required("params"))) {}

LossColumn::LossColumn(const TableReader& table, std::ostream& err, const Loss& of_all)
    : err_(err), id_column_(-1), parameters_column_(table.column("params")), of_all_(of_all) {}

const Loss& LossColumn::loss(const TableReader& table) {
  const auto field = [&](int column) {
    return column < 0 ? std::string_view() : table.field(static_cast<std::size_t>(column));
  };
  const std::string_view id = field(id_column_), parameters = field(parameters_column_);
  if (known_ && id == id_ && parameters == parameters_) return loss_;
  try {
    auto named = named_.find(id);
    if (named == named_.end()) named = named_.emplace(id, of_all_ ? *of_all_ : loss_argument(names_, id, err_)).first;
    Loss changed = named->second;
    changed.set_from_text(parameters);
    loss_ = changed;
  } catch (const InputError& error) {
    table.fail(error.what());
  }
  id_ = id;
  parameters_ = parameters;
  known_ = true;
  return loss_;
}

}  // namespace losslab::cli
