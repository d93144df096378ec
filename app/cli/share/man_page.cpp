#include <fmt/format.h>

#include "app/cli/share/described.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

// Text of a line as troff takes it.
std::string escaped(std::string_view text) {
  const bool like_a_request = !text.empty() && (text[0] == '.' || text[0] == '\'');
  std::string out(like_a_request ? "\\&" : "");
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'') {
      out += "\\(aq";
    } else {
      out += c;
    }
  }
  return out;
}

std::string entry(const HelpEntry& one) {
  std::string head;
  for (const std::string& name : one.names) {
    head += fmt::format("{}\\fB{}\\fR", head.empty() ? "" : ", ", escaped(name));
  }
  if (!one.value.empty()) head += fmt::format(" \\fI{}\\fR", escaped(one.value));
  return fmt::format(".TP\n{}\n{}\n", head, escaped(one.text));
}

std::string section(const Described& one) {
  std::string page =
      fmt::format(".SS losslab {} {}\n{}\n", escaped(one.name), escaped(one.arguments), escaped(one.help.about));
  for (const HelpEntry& each : one.help.positionals) page += entry(each);
  for (const HelpEntry& each : one.help.options) page += entry(each);
  for (const std::string& note : one.help.notes) {
    page += ".PP\n";
    for (const std::string_view line : split(note, '\n')) page += escaped(trimmed(line)) + "\n";
  }
  return page;
}

}  // namespace

std::string man_page(const std::vector<Described>& subcommands, const std::string& version) {
  std::string page = fmt::format(
      ".\\\" Made from --help.\n.TH LOSSLAB 1 \"\" \"LossLab {}\" \"User Commands\"\n"
      ".SH NAME\nlosslab \\- a laboratory for loss functions\n.SH SYNOPSIS\n.B losslab\n.RI [ FILE ]\n",
      escaped(version));
  for (const Described& one : subcommands) {
    page += fmt::format(".br\n.B losslab {}\n{}\n", escaped(one.name), escaped(one.arguments));
  }
  page +=
      ".SH DESCRIPTION\nLossLab shows losses with their gradients, fits models by descent under several of them at "
      "once, "
      "and keeps\nwhat is seen as figures, animations and sessions. Without a subcommand it opens its window;\n"
      ".I FILE\nis a session, a table or a PNG that LossLab saved.\n.SH COMMANDS\n";
  for (const Described& one : subcommands) page += section(one);
  page +=
      ".SH EXIT STATUS\n0 done; 1 the check failed or the run diverged; 2 bad usage or bad input.\n"
      ".SH ENVIRONMENT\n.TP\n.B LOSSLAB_ASSETS\nThe folder of sessions, data and languages, where it is not to be "
      "found by itself.\n"
      ".TP\n.B LOSSLAB_DIALOGS\nWho asks for files: portal, program or own.\n"
      ".SH FILES\n.TP\n.I ~/.local/state/losslab\nRecent files, and work that is not saved yet.\n";
  return page;
}

}  // namespace losslab::cli
