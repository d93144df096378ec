#pragma once
#include <string>
#include <string_view>

#include "app/core/shell/application.h"
#include "app/screens/shell/screen_state.h"
#include "widgets/imgui/style.h"

namespace losslab {

class ScreenPanels;

// What every panel is handed: const inputs, its own memory, and where to put its wishes.
struct Panel {
  const Application& app;
  ScreenState& state;
  Ui& ui;
  Actions& actions;

  const Document& document() const { return app.document(); }
  const View& view() const { return app.view(); }
  const Theme& theme() const { return *ui.theme; }
  const Language& language() const { return app.language(); }
  // The sentence of a key; its places filled by arguments.
  const std::string& text(std::string_view key) const { return app.language()(key); }
  std::string text(std::string_view key, std::initializer_list<Language::Argument> arguments) const {
    return app.language()(key, arguments);
  }
  const std::string& screen() const { return view().screen; }
  const ScreenPanels& panels() const;  // of the screen shown
  const Results& results() const { return app.results(screen()); }
  // The mark that joins the edits of one drag.
  std::string drag_mark(const std::string& what) const { return what + "#" + std::to_string(state.presses); }
  const Loss& loss(std::string_view id) const;  // with the document's parameters
  SeriesStyle style(std::string_view id) const;
};

}  // namespace losslab
