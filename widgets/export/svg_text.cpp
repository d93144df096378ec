#include "widgets/export/svg_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "widgets/export/fonts.h"

namespace losslab {
namespace {

// Families that stand in for ours on other systems, and for Chinese letters.
constexpr const char* stand_ins[] = {"Helvetica Neue", "Arial"};
constexpr const char* chinese[] = {"WenQuanYi Micro Hei", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"};

// Valid UTF-8 as XML can hold it, which has no place for some characters, not even escaped.
std::string escaped(std::string_view text) {
  const GlibText possible(g_strndup(text.data(), text.size()));
  for (char* at = possible.get(); *at != '\0'; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    if (c < 0x20) *at = ' ';
    if (c == 0xfffe || c == 0xffff) g_unichar_to_utf8(0xfffd, at);  // as many bytes
  }
  const GlibText marked(g_markup_escape_text(possible.get(), -1));
  return marked.get();
}

// To a thousandth of a point.
std::string number(double value) {
  std::string text = fmt::format("{:.3f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

// A part of a text that is set in one family.
struct Run {
  int offset, length;  // bytes
  std::string family;
};

std::vector<Run> runs_of(PangoLayout* layout) {
  std::vector<Run> runs;
  const PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, 0);
  for (const GSList* at = line->runs; at != nullptr; at = at->next) {
    const PangoItem* const item = static_cast<const PangoLayoutRun*>(at->data)->item;
    PangoFontDescription* const font = pango_font_describe(item->analysis.font);
    const char* const family = pango_font_description_get_family(font);
    runs.push_back({item->offset, item->length, family != nullptr ? family : "sans-serif"});
    pango_font_description_free(font);
  }
  // The line has them as they are seen, a file as they are read.
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.offset < b.offset; });
  std::vector<Run> merged;
  for (Run& run : runs) {
    if (!merged.empty() && merged.back().family == run.family) {
      merged.back().length += run.length;
    } else {
      merged.push_back(std::move(run));
    }
  }
  return merged;
}

class TextWriter {
 public:
  explicit TextWriter(const std::string& font) : context_(make_text_context(font)), families_(font_families(font)) {
    if (!is_generic(font)) families_.insert(families_.end() - 1, std::begin(stand_ins), std::end(stand_ins));
    families_.insert(families_.end() - 1, std::begin(chinese), std::end(chinese));
    const std::vector<Run> usual = runs_of(make_text_layout(context_.get(), "x", 10, FontStyle::regular).get());
    if (!usual.empty()) usual_ = usual.front().family;
  }

  std::string opening() const {
    return fmt::format("<g font-family=\"{}\" xml:space=\"preserve\">\n", families_from(usual_));
  }

  std::string operator()(const TextOp& op) const {
    const LayoutPtr layout = make_text_layout(context_.get(), op.text, op.size, op.style);
    const TextExtent extent = extent_of(layout.get());
    // The anchor says where along the baseline; how far below the place that runs is found here.
    const double down = corner_of(op, extent).y + extent.ascent;
    const Point at = op.vertical ? Point{op.at.x + down, op.at.y} : Point{op.at.x, op.at.y + down};
    std::string out = "<text";
    if (op.vertical) {
      out += fmt::format(" transform=\"translate({} {}) rotate(-90)\"", number(at.x), number(at.y));
    } else {
      out += fmt::format(" x=\"{}\" y=\"{}\"", number(at.x), number(at.y));
    }
    if (op.h != HAlign::left) out += op.h == HAlign::center ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
    out += fmt::format(" font-size=\"{}\"", number(op.size));
    if (op.style == FontStyle::bold) out += " font-weight=\"600\"";
    if (op.style == FontStyle::italic) out += " font-style=\"italic\"";
    out += fmt::format(" fill=\"#{:02x}{:02x}{:02x}\"", op.color.r, op.color.g, op.color.b);
    if (op.color.a != 255) out += fmt::format(" fill-opacity=\"{}\"", number(op.color.a / 255.0));
    return out + ">" + contents(layout.get()) + "</text>\n";
  }

 private:
  // A list for the attribute: that family, then all others.
  std::string families_from(const std::string& first) const {
    std::string list;
    const auto add = [&list](const std::string& family) {
      const bool plain =
          family.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == std::string::npos;
      if (!list.empty()) list += ", ";
      list += plain ? escaped(family) : fmt::format("'{}'", escaped(family));
    };
    add(first);
    for (const std::string& family : families_) {
      if (family != first) add(family);
    }
    return list;
  }

  std::string contents(PangoLayout* layout) const {
    std::string out;
    const std::string_view text = pango_layout_get_text(layout);
    for (const Run& run : runs_of(layout)) {
      const std::string part =
          escaped(text.substr(static_cast<std::size_t>(run.offset), static_cast<std::size_t>(run.length)));
      out += run.family == usual_
                 ? part
                 : fmt::format("<tspan font-family=\"{}\">{}</tspan>", families_from(run.family), part);
    }
    return out;
  }

  ContextPtr context_;
  std::vector<std::string> families_;
  std::string usual_ = "sans-serif";
};

}  // namespace

std::string svg_texts(const DisplayList& list, const std::string& font) {
  const TextWriter writer(font);
  std::string out;
  for (const Op& op : list.ops) {
    if (const auto* text = std::get_if<TextOp>(&op)) out += writer(*text);
  }
  return out.empty() ? out : writer.opening() + out + "</g>\n";
}

}  // namespace losslab
