#include "app/cli/share/help_text.h"

#include "app/cli/text.h"

namespace losslab::cli {
namespace {

// "  -o,--out OUT      The file to write"
HelpEntry parse_entry(std::string_view line) {
  line.remove_prefix(2);
  const std::size_t gap = line.find("  ");
  const std::string_view head = trimmed(line.substr(0, gap));
  HelpEntry entry;
  if (gap != std::string_view::npos) entry.text = trimmed(line.substr(gap));
  const std::size_t blank = head.find(' ');
  for (const std::string_view name : split(head.substr(0, blank), ',')) entry.names.emplace_back(name);
  if (blank != std::string_view::npos) entry.value = trimmed(head.substr(blank));
  return entry;
}

}  // namespace

HelpText parse_help(std::string_view help) {
  HelpText text;
  std::vector<HelpEntry>* list = nullptr;  // which one the lines go to
  bool paragraph = false;
  for (const std::string_view line : split(help, '\n')) {
    if (line.starts_with("Usage:")) continue;
    if (line == "Positionals:" || line == "Options:") {
      list = line == "Options:" ? &text.options : &text.positionals;
    } else if (line.empty()) {
      list = nullptr;
      paragraph = false;
    } else if (list != nullptr && line.starts_with("  ") && !line.starts_with("   ")) {
      list->push_back(parse_entry(line));
    } else if (list != nullptr && !list->empty()) {  // the text of a long name stands below it
      std::string& last = list->back().text;
      if (!last.empty()) last.push_back(' ');
      last.append(trimmed(line));
    } else if (text.about.empty()) {
      text.about = line;
    } else {
      if (!paragraph) text.notes.emplace_back();
      if (paragraph) text.notes.back().push_back('\n');
      text.notes.back().append(line);
      paragraph = true;
    }
  }
  return text;
}

}  // namespace losslab::cli
