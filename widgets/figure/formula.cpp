#include "widgets/figure/formula.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "widgets/figure/formula_box.h"
#include "widgets/figure/formula_symbols.h"

namespace losslab {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

struct Atom {
  FormulaBox box;
  AtomClass kind = AtomClass::ordinary;
  std::optional<AtomClass> lead = {};  // its class seen from the left where that is another

  AtomClass left_kind() const { return lead.value_or(kind); }
};

// The size of a part and whether fractions in it are set small.
struct Style {
  double size;
  bool small_fractions = false;
  double spacing = 1;  // of the usual space around operators
  Style script() const { return {0.72 * size, true, 0.3}; }
  Style fraction_part() const { return {(small_fractions ? 0.78 : 1) * size, true, spacing}; }
};

// Recursive descent over the text; each function leaves the position behind what it has read. Nothing is an error:
// what has no meaning here is set as it stands.
class Setter {
 public:
  Setter(std::string_view tex, const BoxBuilder& build) : rest_(tex), build_(build) {}

  FormulaBox everything(Style style) {
    FormulaBox box = row(style, {});
    while (!rest_.empty()) {
      // An end that nothing began.
      BoxBuilder::append(box, build_.glyphs(take_character(), style.size, FontStyle::regular));
      BoxBuilder::append(box, row(style, {}));
    }
    return box;
  }

 private:
  // Deep enough for any formula, and an end to nested nonsense.
  static constexpr int max_depth = 60;

  bool starts(std::string_view with) const { return !with.empty() && rest_.substr(0, with.size()) == with; }
  bool accept(std::string_view token) {
    if (!starts(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  void skip_spaces() {
    while (starts(" ")) rest_.remove_prefix(1);
  }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // One character of UTF-8.
  std::string_view take_character() {
    std::size_t length = 1;
    while (length < rest_.size() && (rest_[length] & 0xc0) == 0x80) ++length;
    return take(length);
  }
  std::string_view peek_command() const {
    if (!starts("\\") || rest_.size() < 2) return {};
    std::size_t length = 1;
    while (1 + length < rest_.size() && is_letter(rest_[1]) && is_letter(rest_[1 + length])) ++length;
    return rest_.substr(1, length);
  }
  bool at_end_of_row(std::string_view closer) const {
    if (rest_.empty() || starts("}") || starts("&") || starts("\\\\") || starts(closer)) return true;
    const std::string_view command = peek_command();
    return command == "end" || command == "right";
  }

  FormulaBox row(Style style, std::string_view closer) {
    std::vector<Atom> atoms;
    for (skip_spaces(); !at_end_of_row(closer); skip_spaces()) {
      Atom next = ++depth_ > max_depth ? Atom{plain(take_character(), style).box} : atom(style, atoms);
      --depth_;
      attach_scripts(next, style);
      atoms.push_back(std::move(next));
    }
    return spaced(std::move(atoms), style.spacing * style.size);
  }

  FormulaBox spaced(std::vector<Atom> atoms, double em) const {
    using enum AtomClass;
    FormulaBox box;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (i > 0) {
        const AtomClass before = atoms[i - 1].kind, after = atoms[i].left_kind();
        double gap = 0;
        if (before == relation || after == relation) {
          gap = before == after ? 0 : 0.28;
        } else if (before == binary || after == binary) {
          gap = 0.2;
        } else if (before == punctuation) {
          gap = 0.17;
        } else if ((before == function && after != opening) || (after == function && before != opening)) {
          gap = 0.16;
        }
        BoxBuilder::append(box, BoxBuilder::space(gap * em));
      }
      BoxBuilder::append(box, std::move(atoms[i].box));
    }
    return box;
  }

  // Letters and small Greek are variables and italic; + and − next to another operator are signs, not operators.
  Atom plain(std::string_view character, Style style) const {
    const bool italic = is_small_greek(character) || (character.size() == 1 && is_letter(character[0]));
    const std::string_view shown = character == "-" ? "−" : character == "*" ? "·" : character;
    return {build_.glyphs(shown, style.size, italic ? FontStyle::italic : FontStyle::regular), class_of(character)};
  }

  Atom atom(Style style, const std::vector<Atom>& before) {
    if (starts("\\")) return as_operand(command(style), before);
    if (accept("{")) {
      FormulaBox inner = row(style, {});
      accept("}");
      return {std::move(inner)};
    }
    if (is_digit(rest_[0])) {
      std::size_t length = 1;
      while (length < rest_.size() && (is_digit(rest_[length]) || (rest_[length] == '.' && length + 1 < rest_.size() &&
                                                                   is_digit(rest_[length + 1])))) {
        ++length;
      }
      return {build_.glyphs(take(length), style.size, FontStyle::regular)};
    }
    if (starts("(") || starts("[")) return bracketed(style);
    if (accept("'")) return {build_.glyphs("′", style.size, FontStyle::regular)};
    // A script without a base gets an empty one.
    if (starts("^") || starts("_")) return {};
    return as_operand(plain(take_character(), style), before);
  }

  static Atom as_operand(Atom atom, const std::vector<Atom>& before) {
    using enum AtomClass;
    if (atom.kind != binary) return atom;
    const AtomClass previous = before.empty() ? opening : before.back().kind;
    if (previous != ordinary && previous != closing) atom.kind = ordinary;
    return atom;
  }

  // Brackets with their content, high enough for it; one that is never closed is a character like any other.
  Atom bracketed(Style style) {
    const std::string_view open = take(1), close = open == "(" ? ")" : "]";
    const std::string_view start = rest_;
    const bool closed = brackets_match_ && has_match(open[0], close[0]);
    FormulaBox body = closed ? row(style, close) : FormulaBox{};
    if (closed && accept(close))
      return {build_.enclosed(open, std::move(body), close, style.size), AtomClass::closing, AtomClass::opening};
    // Crossed brackets are not tried again, so that nonsense cannot take long.
    if (closed) brackets_match_ = false;
    rest_ = start;
    return {build_.glyphs(open, style.size, FontStyle::regular), AtomClass::opening};
  }

  bool has_match(char open, char close) const {
    int depth = 1;
    for (const char c : rest_) {
      if (c == open) ++depth;
      if (c == close && --depth == 0) return true;
    }
    return false;
  }

  void attach_scripts(Atom& base, Style style) {
    std::optional<FormulaBox> above, below;
    for (skip_spaces(); starts("^") || starts("_"); skip_spaces()) {
      std::optional<FormulaBox>& script = starts("^") ? above : below;
      take(1);
      script = argument(style.script());
    }
    if (!above && !below) return;
    base.box = build_.scripts(std::move(base.box), above ? &*above : nullptr, below ? &*below : nullptr, style.size);
  }

  // A group in braces, or the next single thing.
  FormulaBox argument(Style style) {
    skip_spaces();
    if (rest_.empty() || starts("}")) return {};
    if (is_digit(rest_[0])) return build_.glyphs(take(1), style.size, FontStyle::regular);
    if (++depth_ > max_depth) {
      --depth_;
      return build_.glyphs(take_character(), style.size, FontStyle::regular);
    }
    FormulaBox box = atom(style, {}).box;
    --depth_;
    return box;
  }

  // The text between braces, as it stands.
  std::string_view raw_argument() {
    if (!accept("{")) return {};
    const std::size_t end = std::min(rest_.find('}'), rest_.size());
    const std::string_view text = take(end);
    accept("}");
    return text;
  }

  Atom command(Style style) {
    const std::string_view name = peek_command();
    if (name.empty()) return {build_.glyphs(take_character(), style.size, FontStyle::regular)};
    const std::string_view whole = take(1 + name.size());
    if (name == "frac" || name == "tfrac" || name == "dfrac") {
      const Style part = style.fraction_part();
      FormulaBox numerator = argument(part), denominator = argument(part);
      return {build_.fraction(std::move(numerator), std::move(denominator), style.size)};
    }
    if (name == "sqrt") return {build_.root(argument(style), style.size)};
    if (name == "hat" || name == "bar") return {build_.accented(argument(style), name == "hat", style.size)};
    if (name == "begin") return environment(style);
    if (name == "left") return stretched(style);
    if (name == "text" || name == "mathrm" || name == "operatorname") {
      const AtomClass kind = name == "operatorname" ? AtomClass::function : AtomClass::ordinary;
      return {build_.glyphs(raw_argument(), style.size, FontStyle::regular), kind};
    }
    if (name == "mathbf" || name == "mathbb") return {build_.glyphs(raw_argument(), style.size, FontStyle::bold)};
    if (const std::optional<double> width = space_of(name)) return {BoxBuilder::space(*width * style.size)};
    if (const FormulaSymbol* symbol = find_symbol(name)) {
      const FontStyle font = symbol->italic ? FontStyle::italic : FontStyle::regular;
      return {build_.glyphs(symbol->text, style.size, font), symbol->kind};
    }
    return {build_.glyphs(whole, style.size, FontStyle::regular)};
  }

  static std::optional<double> space_of(std::string_view name) {
    if (name == ",") return 0.17;
    if (name == ":" || name == " ") return 0.25;
    if (name == ";") return 0.3;
    if (name == "!") return 0.0;
    if (name == "quad") return 1.0;
    if (name == "qquad") return 2.0;
    return std::nullopt;
  }

  Atom stretched(Style style) {
    const std::string_view open = bracket();
    FormulaBox body = row(style, {});
    const std::string_view close = accept("\\right") ? bracket() : std::string_view{};
    return {build_.enclosed(open, std::move(body), close, style.size), AtomClass::closing, AtomClass::opening};
  }
  std::string_view bracket() {
    skip_spaces();
    accept("\\");
    return rest_.empty() ? std::string_view{} : take_character();
  }

  Atom environment(Style style) {
    raw_argument();
    const Style cell{style.size, true, style.spacing};
    std::vector<std::vector<FormulaBox>> rows(1);
    while (true) {
      rows.back().push_back(row(cell, {}));
      if (accept("&")) continue;
      if (accept("\\\\")) {
        rows.emplace_back();
        continue;
      }
      if (accept("\\end")) raw_argument();
      break;
    }
    // The break behind the last row is no further row.
    if (rows.size() > 1 && rows.back().size() == 1 && rows.back()[0].ops.empty()) rows.pop_back();
    return {build_.cases(std::move(rows), style.size)};
  }

  std::string_view rest_;
  const BoxBuilder& build_;
  int depth_ = 0;
  bool brackets_match_ = true;
};

}  // namespace

FormulaBox formula_box(std::string_view tex, double font_size, Color color, const TextMeasure& text) {
  const BoxBuilder build(color, text);
  return Setter(tex, build).everything({font_size});
}

DisplayList set_formula(std::string_view tex, double font_size, Color color, const TextMeasure& text) {
  FormulaBox box = formula_box(tex, font_size, color, text);
  FormulaBox page;
  const double up = box.up, down = box.down, width = box.width;
  BoxBuilder::put(page, std::move(box), 0, up);
  return {{width, up + down}, std::move(page.ops)};
}

}  // namespace losslab
