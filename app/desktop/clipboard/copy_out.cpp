#include "app/desktop/clipboard/copy_out.h"

#include <imgui.h>

#include "app/core/shell/application.h"
#include "app/core/shell/figure_table.h"
#include "app/desktop/clipboard/picture_clipboard.h"

namespace losslab {
namespace {

void copy_picture(const std::string& plot, Application& app, PictureClipboard& clipboard) {
  std::string png = app.picture(plot);
  try {
    clipboard.put(std::move(png));
    app.say(app.language()("message.copied_figure"));
  } catch (const InputError& error) {
    app.say(app.language()("message.no_picture_clipboard", {{"reason", error.what()}}), true);
  }
}

void copy_numbers(const std::string& plot, Application& app) {
  const Figure figure = app.figure();
  if (plot.empty() && figure.plots.size() != 1) {
    app.say(app.language()("message.point_at_plot"), true);
    return;
  }
  ImGui::SetClipboardText(figure_cells(figure, plot.empty() ? figure.plots.front().name : plot).c_str());
  app.say(app.language()("message.copied_data"));
}

}  // namespace

void copy_out(Command command, const std::string& plot, Application& app, PictureClipboard& clipboard) {
  try {
    if (command == Command::copy_figure) {
      copy_picture(plot, app, clipboard);
    } else {
      copy_numbers(plot, app);
    }
  } catch (const InputError& error) {
    app.say(error.what(), true);
  }
}

}  // namespace losslab
