#include "app/cli/animate/animate_options.h"

#include "app/cli/arguments.h"
#include "app/cli/text.h"
#include "app/core/shell/animation/onion.h"
#include "app/core/shell/files/session.h"
#include "losses/core/error.h"
#include "widgets/export/animation/animation.h"

namespace losslab::cli {
namespace {

constexpr long furthest_step = 1'000'000;

double number_within(const char* what, const std::optional<std::string>& text, double usual, double least,
                     double most) {
  if (!text) return usual;
  const double value = finite_argument(what, *text);
  if (value < least || value > most) {
    throw InputError(fmt::format("{} must be from {} to {}, got {}.", what, least, most, in_quotes(*text)));
  }
  return value;
}

int whole_within(const char* what, const std::optional<std::string>& text, int usual, int least, int most) {
  return text ? static_cast<int>(whole_argument(what, *text, least, most)) : usual;
}

void read_size(const std::string& text, AnimationRequest& request) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos) {
    throw InputError(fmt::format("--size must be WxH as 800x500, got {}.", in_quotes(text)));
  }
  const auto side = [](const char* what, const std::string& part) {
    return static_cast<int>(whole_argument(what, part, least_frame_side, most_frame_side));
  };
  request.width = side("The width of --size", text.substr(0, cross));
  request.height = side("The height of --size", text.substr(cross + 1));
}

void read_parameter(const std::string& text, AnimationRequest& request) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) {
    throw InputError(fmt::format("--parameter must be LOSS.NAME as huber.delta, got {}.", in_quotes(text)));
  }
  request.subject = AnimationSubject::parameter;
  request.loss = text.substr(0, dot);
  request.parameter = text.substr(dot + 1);
}

void read_values(const std::string& text, AnimationRequest& request) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) {
    throw InputError(fmt::format("--values must be A:B as 0.1:5, got {}.", in_quotes(text)));
  }
  request.low = finite_argument("The first of --values", text.substr(0, colon));
  request.high = finite_argument("The second of --values", text.substr(colon + 1));
}

void refuse_together(bool given, const char* option, const char* with) {
  if (given) throw InputError(fmt::format("{} goes with {}.", option, with));
}

}  // namespace

const char* const AnimateOptions::notes =
    "The ending of OUT says what it becomes: .gif, .webp, .mp4 (where libav is installed), or .png,\n"
    "which makes a picture for each frame: OUT-0001.png and on. Without --parameter it shows the run of\n"
    "the session from step A to step B. Several sessions that differ in step and view alone are a path:\n"
    "the film glides from each to the next. For paper, .svg, .pdf and --onion N show N moments on each\n"
    "other in one figure, the older the paler.";

void AnimateOptions::declare(Arguments& arguments) {
  arguments.positionals("SESSION", sessions, "A session (.toml) or a PNG that LossLab saved; several make a path");
  arguments.option("-o,--out", "OUT", out, "The file to write");
  arguments.option("--from", "A", from, "The first step shown, default 0");
  arguments.option("--to", "B", to, "The last one, default as far as the session has got");
  arguments.option("--spacing", "HOW", spacing,
                   "steps: as many from frame to frame (the default); progress: as much to be seen");
  arguments.option("--parameter", "LOSS.NAME", parameter, "Plays a shape parameter instead, as huber.delta");
  arguments.option("--values", "A:B", values, "Of the parameter, default its slider's range");
  arguments.flag("--once", once, "The parameter goes from A to B and not back");
  arguments.option("--plot", "NAME", plot, "One plot alone: loss, gradient, data, landscape, ...");
  arguments.option("--size", "WxH", size, "Pixels, default 800x500");
  arguments.option("--scale", "S", scale, "Multiplies text, lines and markers, 0.25 to 8");
  arguments.option("--theme", "T", theme, "light or dark, default as the session says");
  arguments.option("--fps", "N", frames_per_second, "Frames a second, 1 to 60 (a GIF: to 50), default 25");
  arguments.option("--seconds", "S", seconds, "How long it is, 0.1 to 600, default 10");
  arguments.option("--hold", "S", hold, "How much longer the last frame is shown, 0 to 60 s, default 1");
  arguments.option("--loop", "N", loop, "How often it is played, default 0: for ever");
  arguments.option("--onion", "N", onion, "N moments in one figure, 2 to 100, default 8");
}

AnimationRequest AnimateOptions::request(bool for_paper) const {
  AnimationRequest request;
  if (from) request.from = static_cast<long>(whole_argument("--from", *from, 0, furthest_step));
  if (to) request.to = static_cast<long>(whole_argument("--to", *to, 0, furthest_step));
  if (spacing && *spacing != "steps" && *spacing != "progress") {
    throw InputError(fmt::format("--spacing must be steps or progress, got {}.", in_quotes(*spacing)));
  }
  request.even_progress = spacing == "progress";
  if (parameter) read_parameter(*parameter, request);
  refuse_together(values.has_value() && !parameter, "--values", "--parameter");
  refuse_together(once && !parameter, "--once", "--parameter");
  const bool of_run = from || to || spacing;
  if (of_run && parameter)
    throw InputError(
        "--from, --to and --spacing choose steps of a run, and --parameter plays a parameter: give one or the other.");
  if (sessions.size() > 1) {
    if (of_run || parameter)
      throw InputError(
          "Several sessions are a path with its own steps: leave out --from, --to, --spacing and --parameter.");
    request.subject = AnimationSubject::path;
  }
  if (values) read_values(*values, request);
  request.there_and_back = !once;
  if (plot) request.plot = *plot;
  if (size) read_size(*size, request);
  request.scale = number_within("--scale", scale, 1, 0.25, 8);
  if (for_paper && (frames_per_second || seconds || hold || loop)) {
    throw InputError("A figure has no time: leave out --fps, --seconds, --hold and --loop.");
  }
  request.frames_per_second = whole_within("--fps", frames_per_second, 25, 1, 60);
  request.seconds = number_within("--seconds", seconds, 10, least_seconds, most_seconds);
  request.hold = number_within("--hold", hold, 1, 0, most_hold);
  request.loops = whole_within("--loop", loop, 0, 0, most_loops);
  if (theme && *theme != "light" && *theme != "dark") {
    throw InputError(fmt::format("--theme must be light or dark, got {}.", in_quotes(*theme)));
  }
  moments();
  return request;
}

int AnimateOptions::moments() const {
  return whole_within("--onion", onion, usual_moments, least_moments, most_moments);
}

void AnimateOptions::take_views(std::vector<Session>& of, AnimationRequest& request) const {
  for (Session& session : of) {
    if (theme) session.view.theme = *theme;
    if (of.size() > 1) request.stops.push_back(session.view);
  }
}

}  // namespace losslab::cli
