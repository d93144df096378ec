#include <fmt/format.h>

#include <algorithm>

#include "app/cli/share/described.h"

namespace losslab::cli {
namespace {

// In quotes of a shell, in which nothing is special.
std::string quoted(std::string_view text) {
  std::string out(1, '\'');
  for (const char c : text) {
    if (c == '\'') out.append("'\\'");
    out.push_back(c);
  }
  out.push_back('\'');
  return out;
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> names_of(const std::vector<Described>& subcommands) {
  std::vector<std::string> names;
  for (const Described& one : subcommands) names.push_back(one.name);
  return names;
}

std::vector<std::string> options_of(const Described& one) {
  std::vector<std::string> all;
  for (const HelpEntry& option : one.help.options) all.insert(all.end(), option.names.begin(), option.names.end());
  return all;
}

// Whether what follows is the name of a loss.
bool takes_loss(const HelpEntry& entry) {
  return std::ranges::any_of(entry.names, [](const std::string& name) { return name == "--loss" || name == "LOSS"; });
}

// The description of an option for zsh, in which brackets and colons divide.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string bash_completion(const std::vector<Described>& subcommands, const std::vector<std::string>& losses) {
  std::string out = fmt::format(
      "# Completion of losslab for bash; made from --help.\n_losslab() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}}\n"
      "  local losses={}\n  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W {} -- \"$word\") $(compgen -f -- \"$word\"))\n    return\n  fi\n"
      "  if [ \"$before\" = --loss ]; then\n    COMPREPLY=($(compgen -W \"$losses\" -- \"$word\"))\n    return\n  fi\n"
      "  local options= words=\n  case $command in\n",
      quoted(joined(losses)), quoted(joined(names_of(subcommands)) + " --help --version"));
  for (const Described& one : subcommands) {
    const bool loss_first = std::ranges::any_of(one.help.positionals, takes_loss);
    out += fmt::format("    {})\n      options={}\n", one.name, quoted(joined(options_of(one))));
    if (loss_first) out += "      [ \"$COMP_CWORD\" -ne 2 ] || words=$losses\n";
    out += "      ;;\n";
  }
  return out +
         "  esac\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\") $(compgen -W \"$words\" -- \"$word\")) ;;\n"
         "  esac\n}\ncomplete -o filenames -o bashdefault -F _losslab losslab\n";
}

std::string zsh_completion(const std::vector<Described>& subcommands, const std::vector<std::string>& losses) {
  std::string out = fmt::format(
      "#compdef losslab\n# Completion of losslab for zsh; made from --help.\n_losslab() {{\n"
      "  local -a commands losses\n  losses=({})\n  commands=(\n",
      joined(losses));
  for (const Described& one : subcommands) {
    out += fmt::format("    {}\n", quoted(one.name + ":" + zsh_text(one.about)));
  }
  out +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe -t commands command commands\n    _files\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const Described& one : subcommands) {
    out += fmt::format("    {})\n      _arguments", one.name);
    for (const HelpEntry& option : one.help.options) {
      const std::string action = takes_loss(option) ? "($losses)" : "_files";
      const std::string value =
          option.value.empty() ? std::string() : fmt::format(":{}:{}", zsh_text(option.value), action);
      for (const std::string& name : option.names) {
        out += fmt::format(" \\\n        {}", quoted(name + "[" + zsh_text(option.text) + "]" + value));
      }
    }
    const bool loss = std::ranges::any_of(one.help.positionals, takes_loss);
    out += fmt::format(
        " \\\n        {}\n      ;;\n",
        quoted(loss ? "*:loss or file:_alternative \"losses:loss:($losses)\" \"files:file:_files\"" : "*:file:_files"));
  }
  return out + "  esac\n}\n_losslab \"$@\"\n";
}

std::string fish_completion(const std::vector<Described>& subcommands, const std::vector<std::string>& losses) {
  std::string out = "# Completion of losslab for fish; made from --help.\n";
  for (const Described& one : subcommands) {
    out += fmt::format("complete -c losslab -n __fish_use_subcommand -a {} -d {}\n", one.name, quoted(one.about));
  }
  for (const Described& one : subcommands) {
    const std::string when = fmt::format("complete -c losslab -n '__fish_seen_subcommand_from {}'", one.name);
    for (const HelpEntry& option : one.help.options) {
      out += when;
      for (const std::string& name : option.names) {
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!option.value.empty()) out += takes_loss(option) ? " -x -a " + quoted(joined(losses)) : " -r";
      out += fmt::format(" -d {}\n", quoted(option.text));
    }
    if (std::ranges::any_of(one.help.positionals, takes_loss)) out += when + " -a " + quoted(joined(losses)) + "\n";
  }
  return out;
}

}  // namespace losslab::cli
