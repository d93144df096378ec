#include "app/cli/cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "losses/core/error.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

using cli::Context;
using cli::Rest;
using cli::Subcommand;

constexpr auto all_subcommands = std::to_array<Subcommand>({
    {"losses", "[--json]", "the catalogue of losses", cli::run_losses},
    {"eval", "LOSS --at X[,X...]", "values, gradients and curvatures as CSV", cli::run_eval},
    {"check", "TABLE.csv", "compares a loss that somebody wrote with ours", cli::run_check},
    {"code", "LOSS --language L", "the loss as code: NumPy, PyTorch, C++, R, LaTeX, ...", cli::run_code},
    {"data", "DATA [-o OUT.csv]", "the points of a generator or a file, as CSV", cli::run_data},
    {"fit", "DATA --loss LOSS", "fits a model, by descent or exactly", cli::run_fit},
    {"sweep", "DATA --losses A,B --over NAME=A:B:N", "errors while one thing varies, as CSV", cli::run_sweep},
    {"lesson", "list | check | handout", "the lessons: their numbers computed, sheets of them printed",
     cli::run_lesson},
    {"figure", "SESSION -o OUT.{png,svg,pdf}", "the figure of a session as a file", cli::run_figure},
    {"animate", "SESSION -o OUT.{gif,webp,mp4,png}", "a run, or a played parameter, as a film", cli::run_animate},
    {"shot", "SESSION -o OUT.png", "a picture of the real window", cli::run_shot},
    {"share-files", "DIR", "icon, manual page and completions, for a package", cli::run_share_files, true},
});

std::vector<std::string> subcommand_names() {
  std::vector<std::string> names;
  for (const Subcommand& one : all_subcommands) {
    if (!one.for_packages) names.emplace_back(one.name);
  }
  return names;
}

std::string help() {
  std::vector<std::vector<std::string>> rows{
      {"  losslab [FILE]", "open the window; FILE is a session, a table or a PNG"}};
  for (const Subcommand& s : all_subcommands) {
    if (s.for_packages) continue;
    rows.push_back({fmt::format("  losslab {} {}", s.name, s.arguments), s.about});
  }
  return "LossLab: a laboratory for loss functions\n\nUsage:\n" + cli::aligned(rows) +
         "\n'losslab SUBCOMMAND --help' tells more; 'losslab --version' prints the version.\n"
         "Exit status: 0 done; 1 the check failed or the run diverged; 2 bad usage or bad input.\n";
}

bool has_ending_of_a_file(const std::string& text) {
  std::string ending = std::filesystem::path(text).extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return ending == ".toml" || ending == ".png" || has_ending_of_a_table(text);
}

int open_window(Rest rest, const Context& context) {
  std::optional<std::string> file, frames;
  cli::Arguments arguments("losslab", "Opens the window.");
  arguments.positional("FILE", file, "A session, a table or a PNG that LossLab saved");
  arguments.option("--frames", "N", frames, "Leave after N frames, for measurements");
  if (!arguments.parse(rest)) {
    cli::write_all(context.out, help());
    return 0;
  }
  WindowRequest request;
  if (frames) request.frames = static_cast<long>(cli::whole_argument("--frames", *frames, 0, 1'000'000'000));
  std::error_code error;
  if (file && !std::filesystem::exists(*file, error)) {
    throw InputError(fmt::format("{}: there is no such file.", cli::path_in_quotes(*file)));
  }
  request.file = file;
  if (context.desktop == nullptr || !context.desktop->open) {
    throw InputError("This build has no window; 'losslab --help' lists what the command line can do.");
  }
  return context.desktop->open(request);
}

int dispatch(const std::vector<std::string>& arguments, const Context& context) {
  const std::string first = arguments.empty() ? std::string("-") : arguments[0];
  if (first == "--version") {
    cli::write_all(context.out, "losslab " LOSSLAB_VERSION "\n");
    return 0;
  }
  const auto found = std::ranges::find_if(all_subcommands, [&](const Subcommand& s) { return first == s.name; });
  if (found != all_subcommands.end()) return found->run(Rest(arguments).subspan(1), context);
  std::error_code error;
  if (first.starts_with("-") || has_ending_of_a_file(first) || std::filesystem::is_regular_file(first, error)) {
    return open_window(arguments, context);
  }
  const std::vector<std::string> names = subcommand_names();
  const std::string nearest = cli::nearest_name(first, names);
  const std::string hint = nearest.empty() ? "." : fmt::format(": did you mean '{}'?", nearest);
  throw InputError(
      fmt::format("Unknown subcommand {}{} There are {}.", cli::in_quotes(first), hint, fmt::join(names, ", ")));
}

}  // namespace

std::span<const Subcommand> cli::subcommands() { return all_subcommands; }

int run_command_line(int argc, const char* const* argv, const std::string& asset_folder, const Desktop* desktop,
                     std::ostream& out, std::ostream& err) {
  std::string sentence;
  try {
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    return dispatch(arguments, Context{asset_folder, desktop, out, err});
  } catch (const InputError& error) {
    sentence = error.what();
  } catch (const std::bad_alloc&) {
    sentence = "There is not enough memory for this.";
  } catch (const std::exception& error) {
    sentence = fmt::format("Unexpected failure: {}", error.what());
  }
  err << "losslab: " << cli::one_line(sentence) << std::endl;
  return 2;
}

}  // namespace losslab
