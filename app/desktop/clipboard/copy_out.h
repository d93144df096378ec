#pragma once
#include <string>

#include "app/core/shell/commands.h"

namespace losslab {

class Application;
class PictureClipboard;

// Command::copy_figure: the picture of a plot, or of all where `plot` is empty; Command::copy_data: its numbers, of the
// only plot where it is empty. Says what was done, or why not.
void copy_out(Command command, const std::string& plot, Application& app, PictureClipboard& clipboard);

}  // namespace losslab
