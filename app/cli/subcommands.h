#pragma once
#include <iosfwd>
#include <span>
#include <string>

#include "app/cli/cli.h"
#include "widgets/figure/language.h"

namespace losslab::cli {

// What a subcommand works with.
struct Context {
  const std::string& asset_folder;
  const Desktop* desktop;  // null where the program was built without the window
  std::ostream& out;
  std::ostream& err;
  std::string language_code;  // of the one that was asked for, or that of the locale
  bool language_chosen;       // whether it was asked for
  const Language& language;
};

// What follows the subcommand on the command line.
using Rest = std::span<const std::string>;

struct Subcommand {
  const char* name;
  const char* arguments;
  const char* about;
  int (*run)(Rest, const Context&);
  bool for_packages = false;  // of no use to people: the help does not list it
};
std::span<const Subcommand> subcommands();

// Each returns the exit status, 0 or 1, and throws InputError for bad usage and bad input.
int run_losses(Rest rest, const Context& context);
int run_eval(Rest rest, const Context& context);
int run_check(Rest rest, const Context& context);
int run_code(Rest rest, const Context& context);
int run_data(Rest rest, const Context& context);
int run_fit(Rest rest, const Context& context);
int run_sweep(Rest rest, const Context& context);
int run_animate(Rest rest, const Context& context);
int run_lesson(Rest rest, const Context& context);
int run_figure(Rest rest, const Context& context);
int run_share_files(Rest rest, const Context& context);
int run_shot(Rest rest, const Context& context);

}  // namespace losslab::cli
