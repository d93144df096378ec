#include "losses/learn/data/table/records.h"

#include <algorithm>

namespace losslab {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string TableField::value() const {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (doubled && c == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
    const auto byte = static_cast<unsigned char>(c);
    // Control characters have no place in names and cells; a session could not hold them.
    const bool control = (byte < 32 && c != '\n' && c != '\t' && c != '\r') || byte == 127;
    result += control ? '?' : c;
  }
  return result;
}

bool TableRecords::at_field_end(std::size_t at) const {
  if (at_line_end(at)) return true;
  return delimiter_ == ' ' ? is_blank(text_[at]) : text_[at] == delimiter_;
}

std::size_t TableRecords::after_blanks(std::size_t at) const {
  while (at < text_.size() && is_blank(text_[at]) && text_[at] != delimiter_) ++at;
  if (delimiter_ == ' ') {
    while (at < text_.size() && is_blank(text_[at])) ++at;
  }
  return at;
}

std::size_t TableRecords::pass_line(std::size_t at) const {
  while (!at_line_end(at)) ++at;
  return at;
}

std::size_t TableRecords::after_line_end(std::size_t at) const {
  if (at >= text_.size()) return at;
  const bool both = text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
  return at + (both ? 2 : 1);
}

std::size_t TableRecords::plain_field(std::size_t at) {
  std::size_t end = at;
  while (!at_field_end(end)) ++end;
  fields_.push_back({without_blanks_behind(text_.substr(at, end - at)), false, false});
  return end;
}

std::size_t TableRecords::quoted_field(std::size_t at) {
  bool doubled = false;
  std::size_t close = at + 1;
  while (true) {
    close = text_.find('"', close);
    if (close == std::string_view::npos) {
      open_quote_ = at;
      fields_.push_back({text_.substr(at), false, false});
      return text_.size();
    }
    if (close + 1 >= text_.size() || text_[close + 1] != '"') break;
    doubled = true;
    close += 2;
  }
  const std::size_t end = delimiter_ == ' ' ? close + 1 : after_blanks(close + 1);
  if (!at_field_end(end)) return plain_field(at);  // "a" b: quotes that are part of the text
  std::string_view inside = text_.substr(at + 1, close - at - 1);
  while (!inside.empty() && is_blank(inside.front())) inside.remove_prefix(1);
  fields_.push_back({without_blanks_behind(inside), true, doubled});
  return end;
}

void TableRecords::cut(std::size_t at) {
  fields_.clear();
  open_quote_ = std::string_view::npos;
  begin_ = at;
  while (true) {
    at = after_blanks(at);
    if (delimiter_ == ' ' && at_line_end(at) && !fields_.empty()) break;
    at = at < text_.size() && text_[at] == '"' ? quoted_field(at) : plain_field(at);
    if (at_line_end(at)) break;
    ++at;
  }
  next_ = after_line_end(at);
}

bool TableRecords::next() {
  while (next_ < text_.size()) {
    std::size_t at = next_;
    while (at < text_.size() && is_blank(text_[at])) ++at;
    if (at_line_end(at)) {
      next_ = after_line_end(at);
    } else if (comments_ && text_[at] == '#') {
      const std::size_t end = pass_line(at);
      last_comment_ = text_.substr(at, end - at);
      ++comment_count_;
      next_ = after_line_end(end);
    } else {
      cut(next_);
      return true;
    }
  }
  return false;
}

std::size_t line_at(std::string_view text, std::size_t place) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < std::min(place, text.size()); ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    line += text[i] == '\n' || lone_return ? 1 : 0;
  }
  return line;
}

}  // namespace losslab
