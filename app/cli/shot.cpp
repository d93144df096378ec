// losslab shot: a picture of the real window.
#include <optional>

#include "app/cli/arguments.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "losses/core/error.h"

namespace losslab::cli {
namespace {

void read_size(const std::string& text, ShotRequest& request) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos)
    throw InputError(fmt::format("--size must be WxH as 1280x800, got {}.", in_quotes(text)));
  request.width = static_cast<int>(whole_argument("The width of --size", text.substr(0, cross), 320, 7680));
  request.height = static_cast<int>(whole_argument("The height of --size", text.substr(cross + 1), 240, 4320));
}

}  // namespace

int run_shot(Rest rest, const Context& context) {
  std::optional<std::string> session, out, size, steps, scale;
  Arguments arguments("losslab shot", "Renders the window that a session opens and saves its picture.");
  arguments.positional("SESSION", session, "A session (.toml), or a PNG that LossLab saved");
  arguments.option("-o,--out", "OUT.png", out, "The file to write");
  arguments.option("--size", "WxH", size, "Size of the window in pixels, default 1280x800");
  arguments.option("--steps", "N", steps, "The iterate to show, default as the session says");
  arguments.option("--scale", "S", scale, "Content scale of the display, 0.5 to 4, default 1");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  arguments.require(session, "a SESSION");
  arguments.require(out, "-o OUT.png");
  if (!out->ends_with(".png")) throw InputError(fmt::format("{} must end in .png.", path_in_quotes(*out)));
  ShotRequest request;
  request.language = context.language_code;
  request.session = *session;
  request.out = *out;
  if (size) read_size(*size, request);
  if (steps) request.steps = static_cast<long>(whole_argument("--steps", *steps, 0, 10'000'000));
  if (scale) request.scale = finite_argument("--scale", *scale);
  if (request.scale < 0.5 || request.scale > 4) {
    throw InputError(fmt::format("--scale must be from 0.5 to 4, got {}.", in_quotes(*scale)));
  }
  if (context.desktop == nullptr || !context.desktop->shot) {
    throw InputError("This build has no window to take a picture of; 'losslab figure' draws figures without one.");
  }
  load_session_or_picture(request.session);  // what is wrong with it is said here, before a window opens
  return context.desktop->shot(request);
}

}  // namespace losslab::cli
