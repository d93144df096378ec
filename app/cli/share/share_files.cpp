// losslab share-files: what a desktop and shells know of the program, written for a package.
#include <filesystem>
#include <optional>
#include <sstream>

#include "app/cli/arguments.h"
#include "app/cli/share/described.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "app/core/shell/files/language_file.h"
#include "app/core/shell/icon.h"
#include "losses/core/error.h"
#include "losses/core/loss.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

namespace fs = std::filesystem;

std::vector<Described> described(const Context& context) {
  std::vector<Described> all;
  const std::vector<std::string> help{"--help"};
  const Language language = english();  // whatever the machine that makes the package speaks
  for (const Subcommand& one : subcommands()) {
    if (one.for_packages) continue;
    std::ostringstream text, ignored;
    one.run(help, {context.asset_folder, context.desktop, text, ignored, "en", true, language});
    all.push_back({one.name, one.arguments, one.about, parse_help(text.str())});
  }
  return all;
}

void write(const fs::path& file, const std::string& content) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  write_file_atomically(file, content);
}

}  // namespace

int run_share_files(Rest rest, const Context& context) {
  std::optional<std::string> folder;
  Arguments arguments(
      "losslab share-files",
      "Writes the icon, the manual page and the completions of shells, as a package has them below share.");
  arguments.positional("DIR", folder, "The folder to write them to");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  arguments.require(folder, "a DIR");
  const fs::path share(*folder);
  const fs::path icons = share / "icons" / "hicolor";
  write(icons / "scalable" / "apps" / "losslab.svg", icon_svg());
  for (const int pixels : {32, 48, 64, 128, 256}) {
    write(icons / fmt::format("{0}x{0}", pixels) / "apps" / "losslab.png", icon_png(pixels));
  }
  std::vector<std::string> losses;
  for (const Loss& loss : Loss::all()) losses.emplace_back(loss.id());
  const std::vector<Described> all = described(context);
  write(share / "man" / "man1" / "losslab.1", man_page(all, LOSSLAB_VERSION));
  write(share / "bash-completion" / "completions" / "losslab", bash_completion(all, losses));
  write(share / "zsh" / "site-functions" / "_losslab", zsh_completion(all, losses));
  write(share / "fish" / "vendor_completions.d" / "losslab.fish", fish_completion(all, losses));
  return 0;
}

}  // namespace losslab::cli
