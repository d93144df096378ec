#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace losslab::cli {

// What stands in the --help of a subcommand, taken apart, so that the manual and the completions of shells say the
// same.
struct HelpEntry {
  std::vector<std::string> names;  // "-o", "--out"; of an argument without a name its one name
  std::string value;               // "OUT"; empty: it takes none
  std::string text;
};
struct HelpText {
  std::string about;
  std::vector<HelpEntry> positionals, options;
  std::vector<std::string> notes;  // paragraphs, their lines as they are printed
};
HelpText parse_help(std::string_view help);

}  // namespace losslab::cli
