#include "losses/learn/data/table/number_form.h"

#include <algorithm>
#include <array>
#include <string>

#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

constexpr std::array<std::string_view, 3> hard_blanks{"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
constexpr std::array<std::string_view, 2> minus_signs{"\xE2\x88\x92", "\xE2\x80\x93"};
constexpr std::array<std::string_view, 4> currencies{"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};
constexpr std::string_view quote_mark = "\xE2\x80\x99";
constexpr std::size_t longest = 80;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes one of these away at the front or the back.
template <std::size_t n>
bool take_front(std::string_view& text, const std::array<std::string_view, n>& any) {
  for (const std::string_view one : any) {
    if (!text.starts_with(one)) continue;
    text.remove_prefix(one.size());
    return true;
  }
  return false;
}
template <std::size_t n>
bool take_back(std::string_view& text, const std::array<std::string_view, n>& any) {
  for (const std::string_view one : any) {
    if (!text.ends_with(one)) continue;
    text.remove_suffix(one.size());
    return true;
  }
  return false;
}

void trim(std::string_view& text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (take_front(text, hard_blanks) || take_back(text, hard_blanks)) trim(text);
}

// Most texts are known at a glance.
bool may_be_number(std::string_view text) {
  bool digit = false;
  for (const char c : text) {
    digit |= is_digit(c);
    if (((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && c != 'e' && c != 'E') return false;
  }
  return digit;
}

class DressedReader {
 public:
  DressedReader(std::string_view text, char decimal) : rest_(text), decimal_(decimal) {}

  bool read() {
    undress();
    if (rest_.empty() || !(is_digit(rest_[0]) || rest_[0] == decimal_)) return false;
    return whole_part() && fraction_and_exponent();
  }
  const std::string& plain() const { return plain_; }
  const NumberDress& dress() const { return dress_; }

 private:
  // Signs, currency, percent, parentheses: what stands around the digits, each once.
  void undress() {
    trim(rest_);
    bool negative = rest_.size() > 2 && rest_.front() == '(' && rest_.back() == ')';
    if (negative) rest_ = rest_.substr(1, rest_.size() - 2);
    bool signed_already = negative;
    for (int i = 0; i < 2; ++i) {
      trim(rest_);
      if (!dress_.currency && take_front(rest_, currencies)) dress_.currency = true;
      trim(rest_);
      if (signed_already) continue;
      const bool minus = take_front(rest_, minus_signs) || take_front(rest_, std::array<std::string_view, 1>{"-"});
      signed_already = minus || take_front(rest_, std::array<std::string_view, 1>{"+"});
      negative |= minus;
    }
    trim(rest_);
    if (!dress_.currency && take_back(rest_, currencies)) dress_.currency = true;
    if (!dress_.currency && take_back(rest_, std::array<std::string_view, 1>{"%"})) dress_.percent = true;
    trim(rest_);
    if (negative) plain_ += '-';
  }

  // The mark at the front, for a group: 0 where there is none. Its length in `size`.
  char mark(std::size_t& size) const {
    size = 1;
    if (rest_.empty()) return 0;
    const char c = rest_[0];
    if (c == ' ' || c == '\'') return c;
    if ((c == ',' || c == '.') && c != decimal_) return c;
    for (const std::string_view blank : hard_blanks) {
      size = blank.size();
      if (rest_.starts_with(blank)) return ' ';
    }
    size = quote_mark.size();
    return rest_.starts_with(quote_mark) ? '\'' : 0;
  }

  std::size_t digits() {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    plain_ += rest_.substr(0, count);
    rest_.remove_prefix(count);
    return count;
  }

  bool whole_part() {
    const bool zero = rest_[0] == '0';
    const std::size_t first = digits();
    std::size_t size = 0;
    while (const char found = mark(size)) {
      if (first == 0 || first > 3 || zero || (dress_.grouped != 0 && dress_.grouped != found)) return false;
      dress_.grouped = found;
      rest_.remove_prefix(size);
      if (digits() != 3) return false;
    }
    return true;
  }

  bool fraction_and_exponent() {
    if (rest_.starts_with(decimal_)) {
      rest_.remove_prefix(1);
      plain_ += '.';
      digits();
    }
    if (dress_.grouped == 0 && (rest_.starts_with('e') || rest_.starts_with('E'))) {
      rest_.remove_prefix(1);
      plain_ += 'e';
      if (rest_.starts_with('+') || rest_.starts_with('-')) {
        plain_ += rest_[0];
        rest_.remove_prefix(1);
      }
      if (digits() == 0) return false;
    }
    return rest_.empty();
  }

  std::string_view rest_;
  char decimal_;
  std::string plain_;
  NumberDress dress_;
};

}  // namespace

std::optional<double> dressed_number(std::string_view text, char decimal, NumberDress* dress) {
  if (text.size() > longest || !may_be_number(text)) return std::nullopt;
  DressedReader reader(text, decimal);
  if (!reader.read()) return std::nullopt;
  if (dress != nullptr) *dress = reader.dress();
  return csv_number(reader.plain());
}

void DecimalEvidence::add(std::string_view cell) {
  const bool has_comma = cell.find(',') != std::string_view::npos;
  if (!has_comma && cell.find('.') == std::string_view::npos) {
    long_whole_ |= cell.size() > 3 && std::ranges::all_of(cell, is_digit);
    return;
  }
  const auto point = dressed_number(cell, '.'), comma = dressed_number(cell, ',');
  if (point && !comma) ++point_;
  if (comma && !point) ++comma_;
  if (point && comma && has_comma) ++either_comma_;
}

char DecimalEvidence::decimal(char delimiter) const {
  if (point_ != comma_) return comma_ > point_ ? ',' : '.';
  if (point_ > 0 || either_comma_ == 0) return '.';
  if (delimiter == ';') return ',';
  return delimiter != ',' && long_whole_ ? ',' : '.';
}

}  // namespace losslab
