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
#include "app/core/shell/files/language_file.h"
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

std::string help(const Language& language) {
  std::vector<std::vector<std::string>> rows{
      {"  losslab [FILE]", language.translated("open the window; FILE is a session, a table or a PNG")}};
  for (const Subcommand& s : all_subcommands) {
    if (s.for_packages) continue;
    rows.push_back({fmt::format("  losslab {} {}", s.name, s.arguments), language.translated(s.about)});
  }
  const auto said = [&](const char* english) { return language.translated(english) + "\n"; };
  return said("LossLab: a laboratory for loss functions") + "\n" + said("Usage:") + cli::aligned(rows) + "\n" +
         said("'losslab SUBCOMMAND --help' tells more; 'losslab --version' prints the version.") +
         said("'--language CODE' speaks another language, as zh; otherwise the locale says which.") +
         said("Exit status: 0 done; 1 the check failed or the run diverged; 2 bad usage or bad input.");
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
    cli::write_all(context.out, help(context.language));
    return 0;
  }
  WindowRequest request;
  if (frames) request.frames = static_cast<long>(cli::whole_argument("--frames", *frames, 0, 1'000'000'000));
  std::error_code error;
  if (file && !std::filesystem::exists(*file, error)) {
    throw InputError(fmt::format("{}: there is no such file.", cli::path_in_quotes(*file)));
  }
  request.file = file;
  if (context.language_chosen) request.language = context.language_code;
  if (context.desktop == nullptr || !context.desktop->open) {
    throw InputError("This build has no window; 'losslab --help' lists what the command line can do.");
  }
  return context.desktop->open(request);
}

// Takes "--language CODE" or "--language=CODE" out of the arguments. It belongs to no subcommand; but where a
// subcommand has an option of that name, as `code` has for languages of programs, what is no language of people is left
// to it.
std::optional<std::string> take_language(std::vector<std::string>& arguments, const std::vector<KnownLanguage>& known) {
  constexpr std::string_view option = "--language", with_value = "--language=";
  const auto at = std::ranges::find_if(
      arguments, [&](const std::string& one) { return one == option || one.starts_with(with_value); });
  if (at == arguments.end()) return std::nullopt;
  const bool apart = *at == option;
  if (apart && at + 1 == arguments.end()) throw InputError("'--language' needs a value, as zh.");
  const std::string code = apart ? *(at + 1) : at->substr(with_value.size());
  const bool known_code = std::ranges::find(known, code, &KnownLanguage::code) != known.end();
  if (!known_code && arguments.front() == "code") return std::nullopt;
  const std::string language = expect_language(known, code);
  arguments.erase(at, at + (apart ? 2 : 1));
  return language;
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
  Language language;
  try {
    std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    const std::vector<KnownLanguage> known = known_languages(asset_folder);
    std::string code = language_of_locale(known);
    language = load_language(asset_folder, code);
    const std::optional<std::string> chosen = take_language(arguments, known);
    if (chosen && *chosen != code) language = load_language(asset_folder, code = *chosen);
    return dispatch(arguments, Context{asset_folder, desktop, out, err, code, chosen.has_value(), language});
  } catch (const InputError& error) {
    sentence = error.what();
  } catch (const std::bad_alloc&) {
    sentence = "There is not enough memory for this.";
  } catch (const std::exception& error) {
    sentence = fmt::format("Unexpected failure: {}", error.what());
  }
  err << "losslab: " << cli::one_line(language.translated(sentence)) << std::endl;
  return 2;
}

}  // namespace losslab
