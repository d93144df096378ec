#include "app/core/measure/measure.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

#include "app/core/measure/measure_node.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr std::size_t longest = 1000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Recursive descent, one function for each level of precedence.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  MeasureNode parse() {
    if (text_.size() > longest) throw InputError(fmt::format("a measure has at most {} characters.", longest));
    MeasureNode node = either();
    skip();
    if (at_ < text_.size()) refuse("an operator or the end");
    return node;
  }

 private:
  [[noreturn]] void refuse(std::string_view expected) {
    skip();
    const std::string_view rest = text_.substr(std::min(at_, text_.size()));
    const std::string what = rest.empty() ? std::string("the end") : fmt::format("'{}'", rest.substr(0, 20));
    throw InputError(fmt::format("expected {}, found {} in the measure '{}'.", expected, what, text_.substr(0, 80)));
  }
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  bool next_is(char c) {
    skip();
    return at_ < text_.size() && text_[at_] == c;
  }
  bool take(std::string_view token) {
    skip();
    if (!text_.substr(at_).starts_with(token)) return false;
    const std::size_t end = at_ + token.size();
    if (is_letter(token[0]) && end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]))) return false;
    at_ = end;
    return true;
  }
  void expect(char c) {
    if (!take(std::string_view(&c, 1))) refuse(fmt::format("'{}'", c));
  }
  static MeasureNode operation(std::string_view sign, MeasureNode a) {
    MeasureNode node;
    node.kind = MeasureNode::Kind::call;
    node.is_operator = true;
    node.text = std::string(sign);
    node.of.push_back(std::move(a));
    return node;
  }
  static MeasureNode operation(std::string_view sign, MeasureNode a, MeasureNode b) {
    MeasureNode node = operation(sign, std::move(a));
    node.of.push_back(std::move(b));
    return node;
  }

  MeasureNode either() {
    if (++depth_ > deepest_measure) throw InputError("a measure is nested too deeply.");
    MeasureNode node = both();
    while (take("or")) node = operation("or", std::move(node), both());
    --depth_;
    return node;
  }
  MeasureNode both() {
    MeasureNode node = comparison();
    while (take("and")) node = operation("and", std::move(node), comparison());
    return node;
  }
  MeasureNode comparison() {
    if (take("not")) return operation("not", guarded([&] { return comparison(); }));
    MeasureNode node = sum();
    for (const std::string_view sign : {"<=", ">=", "==", "!=", "<", ">"}) {
      if (take(sign)) return operation(sign, std::move(node), sum());
    }
    return node;
  }
  MeasureNode sum() {
    MeasureNode node = product();
    for (;;) {
      if (take("+")) {
        node = operation("+", std::move(node), product());
      } else if (take("-") || take("−")) {
        node = operation("-", std::move(node), product());
      } else {
        return node;
      }
    }
  }
  MeasureNode product() {
    MeasureNode node = signed_power();
    for (;;) {
      if (take("*")) {
        node = operation("*", std::move(node), signed_power());
      } else if (take("/")) {
        node = operation("/", std::move(node), signed_power());
      } else {
        return node;
      }
    }
  }
  MeasureNode signed_power() {
    if (take("-") || take("−")) return operation("-1", guarded([&] { return signed_power(); }));
    MeasureNode node = postfix();
    if (take("^")) return operation("^", std::move(node), guarded([&] { return signed_power(); }));
    return node;
  }
  template <class Work>
  MeasureNode guarded(Work&& work) {
    if (++depth_ > deepest_measure) throw InputError("a measure is nested too deeply.");
    MeasureNode node = work();
    --depth_;
    return node;
  }

  MeasureNode postfix() {
    MeasureNode node = primary();
    int chain = 0;
    for (;;) {
      if (++chain > deepest_measure) throw InputError("a measure is nested too deeply.");
      if (at_ < text_.size() && text_[at_] == '.') {
        ++at_;
        MeasureNode member;
        member.kind = MeasureNode::Kind::member;
        member.text = name();
        member.of.push_back(std::move(node));
        node = std::move(member);
      } else if (at_ < text_.size() && text_[at_] == '(') {
        ++at_;
        MeasureNode call;
        call.kind = MeasureNode::Kind::call;
        call.of.push_back(std::move(node));
        arguments(call);
        node = std::move(call);
      } else {
        return node;
      }
    }
  }
  void arguments(MeasureNode& call) {
    if (take(")")) return;
    do {
      if (std::optional<std::string> named = argument_name()) {
        call.named.push_back(std::move(*named));
      } else if (!call.named.empty()) {
        refuse("NAME = VALUE after the first of these");
      }
      call.of.push_back(either());
    } while (take(","));
    expect(')');
  }
  // "name =", but not "name ==".
  std::optional<std::string> argument_name() {
    skip();
    const std::size_t before = at_;
    if (at_ < text_.size() && is_letter(text_[at_])) {
      std::string word = name();
      skip();
      if (text_.substr(at_).starts_with("=") && !text_.substr(at_).starts_with("==")) {
        ++at_;
        return word;
      }
    }
    at_ = before;
    return std::nullopt;
  }
  // Letters and digits, with "#2" behind a further run.
  std::string name() {
    const std::size_t from = at_;
    if (at_ >= text_.size() || !is_letter(text_[at_])) refuse("a name");
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '#')) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }
  MeasureNode primary() {
    skip();
    if (at_ >= text_.size()) refuse("a number or a name");
    const char c = text_[at_];
    if (is_digit(c) || c == '.') return number();
    if (c == '\'' || c == '"') return quoted(c);
    if (take("(")) {
      MeasureNode node = either();
      expect(')');
      return node;
    }
    MeasureNode node;
    if (take("[")) {
      node.kind = MeasureNode::Kind::list;
      if (take("]")) return node;
      do {
        node.of.push_back(either());
      } while (take(","));
      expect(']');
      return node;
    }
    if (!is_letter(c)) refuse("a number or a name");
    node.kind = MeasureNode::Kind::name;
    node.text = name();
    return node;
  }
  MeasureNode number() {
    MeasureNode node;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), node.number);
    if (error != std::errc()) refuse("a number");
    at_ = static_cast<std::size_t>(end - text_.data());
    return node;
  }
  MeasureNode quoted(char quote) {
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) refuse("a text that is closed");
    MeasureNode node;
    node.kind = MeasureNode::Kind::text;
    node.text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Measure::Measure(std::string text) : text_(std::move(text)) {
  root_ = std::make_shared<const MeasureNode>(Parser(text_).parse());
}

}  // namespace losslab
