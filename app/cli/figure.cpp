// losslab figure: the figure of a session, or one plot of it, as a file.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/data_argument.h"
#include "app/cli/formula_argument.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/figure_page.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/shell/session_at_work.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/own_losses.h"
#include "losses/core/error.h"
#include "losses/learn/data/table/csv_text.h"
#include "widgets/export/export.h"
#include "widgets/figure/line_breaks.h"

namespace losslab::cli {
namespace {

struct Options {
  std::optional<std::string> session, out, size, width, height, dpi, theme, scale, plot, text, background, font;
  std::vector<std::string> parameters;
  FormulaArgument formula;
  ColumnArguments columns;
  bool grey = false;
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

// The screen's figure as the window would show it.
Figure figure_of(const Session& session, const Context& context, const Theme& theme) {
  return SessionAtWork(session, context.asset_folder, context.language).figure(theme);
}

// A session as it is saved; of a table the session of its points, as the window opens it.
Session session_of(const Options& o, ChosenData& chosen, const Context& context) {
  const std::string& file = *o.session;
  if (!has_ending_of_a_table(file)) {
    if (o.columns.any()) {
      throw InputError(fmt::format("--x, --y, --label and the like choose columns of a table; {} is a session.",
                                   path_in_quotes(file)));
    }
    return load_session_or_picture(file);
  }
  chosen = table_argument(file, o.columns, context);
  Session session;
  Opening opening = open_points(chosen.data, chosen.left_out, session.document, context.asset_folder, context.language);
  session.document = std::move(opening.document);
  session.view.screen = opening.screen;
  return session;
}

// The Losses screen with that loss alone.
Session session_of_formula(const Options& o) {
  Loss loss = o.formula.loss();
  loss.set_from_text(parameter_argument(o.parameters));
  Session session;
  session.view.screen = losses_id;
  Document& document = session.document;
  add_own_loss(document, *loss.own_text());
  document.loss(loss.id()) = loss;
  LossesPage& page = losses_page(document);
  for (const LossAxis axis : {LossAxis::residual, LossAxis::margin, LossAxis::probability, LossAxis::score}) {
    page.axis = axis;
    if (is_drawn_on(axis, loss.info().family)) break;
  }
  page.ticked() = {std::string(loss.id())};
  page.chosen() = loss.id();
  return session;
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

// One of the two words that an option takes; the first where it was not given. True for the second.
bool second_of(const char* what, const std::optional<std::string>& text, std::string_view first,
               std::string_view second) {
  if (!text || *text == first) return false;
  if (*text == second) return true;
  throw InputError(fmt::format("{} must be {} or {}, got {}.", what, first, second, in_quotes(*text)));
}

const FigureSize* size_of(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  if (const FigureSize* size = figure_size(*text)) return size;
  std::vector<std::string_view> ids;
  for (const FigureSize& size : figure_sizes()) ids.push_back(size.id);
  throw InputError(fmt::format("--size must be {}, got {}.", fmt::join(ids, ", "), in_quotes(*text)));
}

// What does not depend on the figure.
ExportOptions options_of(const Options& o) {
  ExportOptions options;
  options.svg_text = second_of("--text", o.text, "text", "paths") ? SvgText::paths : SvgText::text;
  options.transparent = second_of("--background", o.background, "theme", "transparent");
  options.grey = o.grey;
  if (o.font) {
    require_font(*o.font);
    options.font = *o.font;
  }
  return options;
}

// Page and style: what the purpose says, then what was said of its parts.
void set_page(const Options& o, Figure& figure, ExportOptions& options) {
  const Size usual = usual_page(figure);
  options.width_mm = usual.width;
  options.height_mm = usual.height;
  if (const FigureSize* size = size_of(o.size)) make_for(*size, figure, options);
  options.style = scaled(options.style, number_within("--scale", o.scale, 1, 0.25, 8));
  options.dpi = number_within("--dpi", o.dpi, options.dpi, 30, 2400);
  options.width_mm = number_within("--width-mm", o.width, options.width_mm, 10, 2000);
  options.height_mm = number_within("--height-mm", o.height, options.height_mm, 10, 2000);
}

void check(const Options& o) {
  ExportOptions options;
  Figure figure;
  set_page(o, figure, options);
}

}  // namespace

int run_figure(Rest rest, const Context& context) {
  Options o;
  Arguments arguments(
      "losslab figure", "Draws the figure that a session shows.",
      "The ending of OUT says what it becomes: .png, .svg or .pdf; with --plot also .csv, the numbers\n"
      "behind that plot. The size is 160 x 100 mm, higher for three plots and more, and 200 x 140 mm\n"
      "for the laboratories. --size makes a figure for a purpose: one-column (85 mm wide, 8 pt text,\n"
      "plots under each other), two-columns (170 mm, 8 pt) or slide (16:9, 20 pt, 1920 x 1080 pixels);\n"
      "other options go before what it says. A PNG carries its session and up to 50 000 points of its\n"
      "data: 'losslab OUT.png' opens it again, anywhere.");
  arguments.positional("SESSION", o.session, "A session (.toml), a PNG that LossLab saved, or a table of points");
  o.formula.declare(arguments);
  arguments.list("-p,--param", "NAME=VALUE", o.parameters, "A parameter of the formula; may be repeated");
  o.columns.declare(arguments);
  arguments.option("-o,--out", "OUT", o.out, "The file to write");
  arguments.option("--size", "PURPOSE", o.size, "one-column, two-columns or slide");
  arguments.option("--width-mm", "W", o.width, "Width in millimetres, 10 to 2000");
  arguments.option("--height-mm", "H", o.height, "Height in millimetres, 10 to 2000");
  arguments.option("--dpi", "D", o.dpi,
                   "Dots per inch of a PNG, 30 to 2400, default 300; 600 for columns, 144 for slides");
  arguments.option("--theme", "T", o.theme, "light or dark, default as the session says");
  arguments.option("--background", "B", o.background, "theme (the default) or transparent");
  arguments.flag("--grey", o.grey, "Without colour: series differ by marker, dash and lightness");
  arguments.option("--font", "NAME", o.font, "The font of all text, default Inter");
  arguments.option("--text", "AS", o.text, "Letters of an SVG: text (the default) or paths, their outlines");
  arguments.option("--scale", "S", o.scale, "Multiplies text, lines and markers, 0.25 to 8");
  arguments.option("--plot", "NAME", o.plot, "One plot alone: loss, gradient, data, landscape, ...");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  if (!o.formula.formula) arguments.require(o.session, "a SESSION or --formula FORMULA");
  if (o.session && o.formula.formula) throw InputError("'losslab figure' takes a SESSION or --formula, not both.");
  if (!o.formula.formula && (o.formula.family || !o.parameters.empty())) {
    throw InputError("'losslab figure': --family and -p go with --formula.");
  }
  arguments.require(o.out, "-o OUT.png, OUT.svg or OUT.pdf");
  const std::string ending = ending_of(*o.out);
  if (ending != ".png" && ending != ".svg" && ending != ".pdf" && !(ending == ".csv" && o.plot)) {
    throw InputError(fmt::format("{} must end in .png, .svg or .pdf{}.", path_in_quotes(*o.out),
                                 ending == ".csv" ? "; .csv goes with --plot NAME" : ""));
  }
  const Theme* theme = o.theme ? &theme_of(*o.theme) : nullptr;
  ExportOptions options = options_of(o);
  check(o);

  if (has_ideographs(context.language("screen.losses")) && !has_font_with(U'损')) {
    throw InputError(context.language("message.no_font"));
  }

  ChosenData chosen;
  Session session = o.session ? session_of(o, chosen, context) : session_of_formula(o);
  if (theme != nullptr) session.view.theme = *o.theme;
  options.text = picture_text(session, context.asset_folder);
  const Theme& colours = theme ? *theme : theme_of(session.view.theme);
  Figure figure = figure_of(session, context, o.grey ? in_grey(colours) : colours);
  if (o.plot) {
    require_plot(figure, *o.plot);
    if (ending == ".csv") {
      write_file_atomically(*o.out, figure_csv(figure, *o.plot));
      say_remarks(chosen, context);
      return 0;
    }
    figure = single_plot(figure, *o.plot);
  }
  set_page(o, figure, options);
  export_figure(figure, *o.out, options);
  say_remarks(chosen, context);
  return 0;
}

}  // namespace losslab::cli
