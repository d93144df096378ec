#pragma once
#include <string>
#include <vector>

#include "app/cli/share/help_text.h"

namespace losslab::cli {

// A subcommand with what its --help says.
struct Described {
  std::string name, arguments, about;
  HelpText help;
};

// The manual page, as troff.
std::string man_page(const std::vector<Described>& subcommands, const std::string& version);

// The completions of three shells: subcommands, their options, losses where one is expected, and files.
std::string bash_completion(const std::vector<Described>& subcommands, const std::vector<std::string>& losses);
std::string zsh_completion(const std::vector<Described>& subcommands, const std::vector<std::string>& losses);
std::string fish_completion(const std::vector<Described>& subcommands, const std::vector<std::string>& losses);

}  // namespace losslab::cli
