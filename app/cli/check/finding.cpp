#include "app/cli/check/finding.h"

#include <fmt/format.h>

#include <algorithm>

namespace losslab::cli {
namespace {

// "2–7, 9, 12–14".
std::string ranges_text(std::vector<std::size_t> lines) {
  constexpr std::size_t most = 8;
  std::ranges::sort(lines);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i;
    while (end + 1 < lines.size() && lines[end + 1] <= lines[end] + 1) ++end;
    if (parts.size() == most) {
      parts.emplace_back("\u2026");
      break;
    }
    parts.push_back(end == i ? fmt::format("{}", lines[i]) : fmt::format("{}\u2013{}", lines[i], lines[end]));
    i = end + 1;
  }
  return fmt::format("line{} {}", lines.size() == 1 ? "" : "s", fmt::join(parts, ", "));
}

std::string columns_text(const Cells& columns) {
  constexpr std::array names{"values", "gradients", "curvatures"};
  std::vector<const char*> named;
  for (std::size_t q = 0; q < 3; ++q) {
    if (columns[q]) named.push_back(names[q]);
  }
  if (named.size() == 3) return "values, gradients and curvatures";
  return fmt::format("{}", fmt::join(named, " and "));
}

}  // namespace

std::string label_of(std::string_view id, const std::string& parameters) {
  return std::string(id) + (parameters.empty() ? "" : " (" + parameters + ")");
}

std::string sentence_of(const Finding& f) {
  constexpr std::size_t most_labels = 4;
  std::string labels = fmt::format(
      "{}", fmt::join(f.labels.begin(),
                      f.labels.begin() + static_cast<std::ptrdiff_t>(std::min(most_labels, f.labels.size())), ", "));
  if (f.labels.size() > most_labels) labels += fmt::format(" and {} more losses", f.labels.size() - most_labels);
  const std::string count = f.count < f.total ? fmt::format("{} of {}", f.count, f.total)
                            : f.count == 2    ? std::string("both")
                                              : fmt::format("all {}", f.count);
  return fmt::format("{}: {} differing {} are {}{}{}{} ({}).", labels, count, columns_text(f.columns), f.what,
                     f.why.empty() ? "" : ": ", f.why, f.remark, ranges_text(f.lines));
}

}  // namespace losslab::cli
