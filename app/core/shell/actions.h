#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/commands.h"
#include "app/core/shell/parameter_play.h"
#include "widgets/export/export.h"

namespace losslab {

struct AnimationOrder;
struct Document;
struct Opening;
class Results;
struct View;

// What the panels ask for in one frame. Panels take const inputs and return this; Application::apply is the one place
// that changes anything.
struct Actions {
  struct Edit {
    std::string what;                       // "δ of Huber", for the undo hint
    std::function<void(Document&)> change;  // may throw InputError: then nothing is changed and the sentence is shown
    std::string merge;                      // edits in a row with the same non-empty mark are one undo step
  };
  std::vector<Edit> edits;
  std::vector<std::function<void(View&)>> views;
  std::vector<Command> commands;
  std::optional<long> seek;
  std::optional<ParameterPlay> play_parameter;
  bool stop_parameter = false;
  // What is asked of the results of a screen, which may throw InputError: a sweep, a file of its data.
  struct Request {
    std::string screen;
    std::function<void(Results&, const Document&)> ask;
    std::string file{};  // that it writes, for the list of recent ones; empty: none
  };
  std::vector<Request> requests;
  struct Export {
    std::string path, plot;  // plot empty: the whole screen's figure; path ends in .png, .svg, .pdf or .csv
    double width_mm = 160, height_mm = 100, dpi = 300;
    std::string size{};  // what it is made for, the id of a FigureSize; empty: nothing special
    SvgText svg_text = SvgText::text;
    bool transparent = false, grey = false;
  };
  std::optional<Export> save_figure;
  std::shared_ptr<AnimationOrder> save_animation;  // null: none
  bool cancel_animation = false;
  // A text that becomes a file, replaced atomically.
  struct TextFile {
    std::string path, text;
  };
  std::optional<TextFile> save_text;
  // What becomes of the work that another program has left: see Application::left_work().
  enum class LeftWork : unsigned char { restore, discard };
  std::optional<LeftWork> left_work;
  std::optional<std::string> save_session_as, open_file;  // a table that is opened is offered: see offer()
  // What was made of the offered table, which is put away with it; or the table is put away.
  std::function<Opening(const Document&)> take;  // may throw InputError
  bool put_table_away = false;
  std::optional<std::string> paste_table;  // text that was copied: see offer_text()
  bool dismiss_message = false;

  void edit(std::string what, std::function<void(Document&)> change, std::string merge = {}) {
    edits.push_back({std::move(what), std::move(change), std::move(merge)});
  }
  void look(std::function<void(View&)> change) { views.push_back(std::move(change)); }
  bool any() const;  // whether anything is asked for
};

}  // namespace losslab
