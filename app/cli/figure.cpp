// losslab figure: the figure of a session, or one plot of it, as a file.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/files/language_file.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/shell/state/playback.h"
#include "app/core/shell/state/results.h"
#include "app/core/shell/state/screen.h"
#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

struct Options {
  std::optional<std::string> session, out, width, height, dpi, theme, scale, plot;
};

const Theme& theme_of(const std::string& name) {
  if (name == "light") return light_theme();
  if (name == "dark") return dark_theme();
  throw InputError(fmt::format("--theme must be light or dark, got {}.", in_quotes(name)));
}

double number_within(const char* what, const std::optional<std::string>& text, double usual, double lowest,
                     double highest) {
  if (!text) return usual;
  const double value = finite_argument(what, *text);
  if (value < lowest || value > highest) {
    throw InputError(fmt::format("{} must be from {} to {}, got {}.", what, lowest, highest, in_quotes(*text)));
  }
  return value;
}

// The screen's figure as the window would show it, with everything that is computed off the frame waited for.
Figure figure_of(const Session& session, const std::string& asset_folder, const Theme& theme) {
  const Document& document = session.document;
  const View& view = session.view;
  const Language language = load_language(asset_folder, "en");
  const std::unique_ptr<Results> results = screen_named(view.screen).results({asset_folder, [] {}, language});
  results->follow(document);
  if (Playback* const playback = results->playback()) {
    const RunPlace place = view.runs.find(view.screen)->second;
    playback->aim(place.length, place.position);
    playback->approach([] { return false; });
  }
  results->finish(document, view, theme);
  if (const auto message = results->message(); message && message->error) throw InputError(message->text);
  return results->figure(document, view, theme);
}

void require_plot(const Figure& figure, const std::string& name) {
  std::vector<std::string> names;
  for (const Plot& plot : figure.plots) {
    if (plot.name == name) return;
    names.push_back(plot.name);
  }
  throw InputError(fmt::format("The session has no plot {}; it has {}.", in_quotes(name), fmt::join(names, ", ")));
}

std::string ending_of(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return ending;
}

// In mm: wide enough for two columns, and high enough that every row keeps its labels.
Size usual_size(const Figure& figure) {
  int columns = 1, rows = 1;
  for (const Plot& plot : figure.plots) {
    columns = std::max(columns, plot.column + plot.column_span);
    rows = std::max(rows, plot.row + plot.row_span);
  }
  if (columns > 1) return {200, 140};
  return {160, rows <= 2 ? 100.0 : 48.0 * rows};
}

}  // namespace

int run_figure(Rest rest, const Context& context) {
  Options o;
  Arguments arguments("losslab figure", "Draws the figure that a session shows.",
                      "The ending of OUT says what it becomes: .png, .svg or .pdf; with --plot also .csv, the numbers\n"
                      "behind that plot. The size is 160 x 100 mm, higher for three plots and more, and 200 x 140 mm\n"
                      "for the laboratories. A PNG carries its session and up to 50 000 points of\n"
                      "its data: 'losslab OUT.png' opens it again, anywhere.");
  arguments.positional("SESSION", o.session, "A session (.toml), or a PNG that LossLab saved");
  arguments.option("-o,--out", "OUT", o.out, "The file to write");
  arguments.option("--width-mm", "W", o.width, "Width in millimetres, 10 to 2000");
  arguments.option("--height-mm", "H", o.height, "Height in millimetres, 10 to 2000");
  arguments.option("--dpi", "D", o.dpi, "Dots per inch of a PNG, 30 to 2400, default 300");
  arguments.option("--theme", "T", o.theme, "light or dark, default as the session says");
  arguments.option("--scale", "S", o.scale, "Multiplies text, lines and markers, 0.25 to 8");
  arguments.option("--plot", "NAME", o.plot, "One plot alone: loss, gradient, data, landscape, ...");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help());
    return 0;
  }
  arguments.require(o.session, "a SESSION");
  arguments.require(o.out, "-o OUT.png, OUT.svg or OUT.pdf");
  const std::string ending = ending_of(*o.out);
  if (ending != ".png" && ending != ".svg" && ending != ".pdf" && !(ending == ".csv" && o.plot)) {
    throw InputError(fmt::format("{} must end in .png, .svg or .pdf{}.", path_in_quotes(*o.out),
                                 ending == ".csv" ? "; .csv goes with --plot NAME" : ""));
  }
  const double scale = number_within("--scale", o.scale, 1, 0.25, 8);
  ExportOptions options;
  options.dpi = number_within("--dpi", o.dpi, 300, 30, 2400);
  options.style.font_size *= scale;
  options.style.line_scale *= scale;
  options.style.gap *= scale;
  const Theme* theme = o.theme ? &theme_of(*o.theme) : nullptr;

  Session session = load_session_or_picture(*o.session);
  if (theme != nullptr) session.view.theme = *o.theme;
  options.text = picture_text(session, context.asset_folder);
  Figure figure = figure_of(session, context.asset_folder, theme ? *theme : theme_of(session.view.theme));
  if (o.plot) {
    require_plot(figure, *o.plot);
    if (ending == ".csv") {
      write_file_atomically(*o.out, figure_csv(figure, *o.plot));
      return 0;
    }
    figure = single_plot(figure, *o.plot);
  }
  const Size usual = usual_size(figure);
  options.width_mm = number_within("--width-mm", o.width, usual.width, 10, 2000);
  options.height_mm = number_within("--height-mm", o.height, usual.height, 10, 2000);
  export_figure(figure, *o.out, options);
  return 0;
}

}  // namespace losslab::cli
