// losslab animate: the run of a session, a played parameter, or a path of views as a film.
#include <filesystem>
#include <optional>
#include <vector>

#include "app/cli/animate/animate_options.h"
#include "app/cli/animate/progress_line.h"
#include "app/cli/arguments.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "app/core/shell/animation/animation_stage.h"
#include "app/core/shell/animation/onion.h"
#include "app/core/shell/animation/render_animation.h"
#include "app/core/shell/files/session_picture.h"
#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

// Sessions that differ in their views alone are the stops of a path.
std::vector<Session> sessions_of(const std::vector<std::string>& files) {
  std::vector<Session> sessions;
  for (const std::string& file : files) {
    sessions.push_back(load_session_or_picture(file));
    if (sessions.front().document == sessions.back().document) continue;
    throw InputError(
        fmt::format("{} shows something else than {}: a path goes through sessions that differ in step and "
                    "view alone.",
                    path_in_quotes(file), path_in_quotes(files.front())));
  }
  return sessions;
}

// Null for a figure, which several moments on each other are.
const AnimationFormat* format_of(const std::string& out, bool onion) {
  const AnimationFormat* const format = animation_format(out);
  if (onion) {
    const bool picture = format != nullptr && std::string_view(format->ending) == ".png";
    if (picture || is_for_paper(out)) return nullptr;
    throw InputError(fmt::format("{} must end in .svg, .pdf or .png.", path_in_quotes(out)));
  }
  if (format != nullptr) return format;
  std::vector<std::string> endings;
  for (const AnimationFormat& one : animation_formats()) endings.emplace_back(one.ending);
  throw InputError(
      fmt::format("{} must end in {}, or for paper in .svg or .pdf.", path_in_quotes(out), fmt::join(endings, ", ")));
}

}  // namespace

int run_animate(Rest rest, const Context& context) {
  AnimateOptions o;
  Arguments arguments("losslab animate",
                      "Makes a film of a session's run, of a played parameter, or of a path of views.",
                      AnimateOptions::notes);
  o.declare(arguments);
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  if (o.sessions.empty()) throw InputError("'losslab animate' needs a SESSION; see 'losslab animate --help'.");
  arguments.require(o.out, "-o OUT.gif, OUT.webp, OUT.mp4 or OUT.png");
  const bool onion = o.onion || is_for_paper(*o.out);
  AnimationRequest request = o.request(onion);
  const AnimationFormat* const format = format_of(*o.out, onion);
  const Language& language = context.language;
  if (format != nullptr) {
    check_animation(request, *format, language);
    if (o.loop && !format->says_loops) {
      throw InputError(fmt::format("{} says nothing of how often it is played: leave --loop out.", format->name));
    }
  }
  require_writable(*o.out);
  std::vector<Session> sessions = sessions_of(o.sessions);
  o.take_views(sessions, request);
  if (format == nullptr) {
    const std::optional<Figure> figure = onion_figure(std::move(sessions.front()), request, o.moments(),
                                                      context.asset_folder, language, [] { return false; });
    save_onion(*figure, request, *o.out);
    return 0;
  }
  AnimationStage stage(std::move(sessions.front()), std::move(request), context.asset_folder, language);
  ProgressLine progress(context.err);
  const auto files = render_animation(stage, *format, Pace::full, [&](double share) { return progress.show(share); });
  progress.clear();
  write_animation(*o.out, *files);
  return 0;
}

}  // namespace losslab::cli
