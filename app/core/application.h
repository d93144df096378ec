#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/document.h"
#include "app/core/figures.h"
#include "app/core/history.h"
#include "app/core/lab.h"
#include "app/core/play.h"
#include "app/core/session.h"
#include "app/core/view.h"

namespace losslab {

// Everything a person can ask for by key, menu or button. One table (commands.h) binds keys and feeds the help.
enum class Command : unsigned char {
  play_pause,
  step_forward,
  step_back,
  rewind,
  reset,
  faster,
  slower,
  undo,
  redo,
  save_session,
  save_session_as,
  open_file,
  save_figure,
  save_window,
  copy_data,
  screen_losses,
  screen_regression,
  screen_classification,
  text_normal,
  text_large,
  text_very_large,
  toggle_theme,
  toggle_left,
  toggle_right,
  find_loss,
  full_screen,
  help,
  quit
};

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
  struct Export {
    std::string path, plot;  // plot empty: the whole screen's figure; path ends in .png, .svg, .pdf or .csv
    double width_mm = 160, height_mm = 100, dpi = 300;
  };
  std::optional<Export> save_figure;
  std::optional<std::string> save_session_as, open_file;
  bool dismiss_message = false;

  void edit(std::string what, std::function<void(Document&)> change, std::string merge = {}) {
    edits.push_back({std::move(what), std::move(change), std::move(merge)});
  }
  void look(std::function<void(View&)> change) { views.push_back(std::move(change)); }
};

// A sentence for the person at the window.
struct Message {
  std::string text;
  bool error = false;
};

// The program without its window: the document, its view, its history and its results, and what happens to them.
class Application {
 public:
  // `wake` may be called from any thread to ask for a frame.
  Application(std::string asset_folder, std::function<void()> wake);

  const Document& document() const { return session_.document; }
  const View& view() const { return session_.view; }
  const Theme& theme() const;
  // A lab follows the document from the moment its screen is first shown (or catch_up() is called): see
  // Lab::followed().
  const Lab& lab(Screen screen) const { return *labs_[screen == Screen::classification]; }
  bool playing() const { return playing_; }
  const std::optional<ParameterPlay>& parameter_play() const { return parameter_play_; }
  const std::optional<Message>& message() const { return message_; }
  bool can_undo() const;
  bool can_redo() const;
  const std::string& asset_folder() const { return asset_folder_; }
  const std::optional<std::string>& session_path() const { return session_path_; }
  bool dirty() const { return dirty_; }  // unsaved edits
  // Changes whenever the figure of the present screen does.
  std::uint64_t figure_version() const;
  Figure figure() const;  // of the present screen

  // Applies what the panels asked for, in order. `now` in seconds, monotone. Commands that only the window can carry
  // out (full screen, quit, help, dialogs, pictures of the window) are returned.
  std::vector<Command> apply(Actions actions, double now);
  // Goes on with what runs: steps of the race within `budget` seconds, played parameters. True if another frame is due.
  bool tick(double now, double budget);
  // A file by its ending: a session, a CSV (becomes the data of the lab that it suits), or a PNG that LossLab saved.
  // Throws InputError, having changed nothing.
  void open(const std::string& path);
  void say(std::string text, bool error = false) { message_ = Message{std::move(text), error}; }
  // Brings both labs to the lengths and positions of the session, without a deadline: for files and for tests.
  void catch_up();
  // Makes the iterates of the present lab up to `steps` and shows that one.
  void run_to(long steps);

 private:
  Screen screen() const { return session_.view.screen; }
  std::size_t lab_index() const { return screen() == Screen::classification; }
  Lab& shown_lab() { return *labs_[lab_index()]; }
  void make_labs();
  // One edit: applied to a copy, which takes the document's place where its results can be had.
  void edit(const Actions::Edit& edit);
  void commit(Document next, const std::string& what, const std::string& merge);
  void turn_back(bool redo);
  // Brings the lab of the present screen up to date with `document`. Throws InputError.
  void follow(const Document& document);
  void follow_lab(std::size_t index, const Document& document);
  void remember_positions();
  void ask_for_landscape();
  // True where only the window can carry the command out.
  bool run(Command command, double now);
  bool run_transport(Command command, double now);
  bool run_look(Command command);
  void toggle_parameter_play(double now);
  void start_parameter_play(ParameterPlay play, double now);
  bool play_parameter(double now);
  bool step_race(double now, double budget);
  void save(const std::string& path);
  void save_figure(const Actions::Export& request);
  void open_session(const std::string& path);
  void open_data(const std::string& path);
  template <class Work>
  void guarded(Work&& work);  // an InputError becomes the message

  std::string asset_folder_;
  std::function<void()> wake_;
  Session session_;
  History history_;
  std::unique_ptr<Lab> labs_[2];
  bool playing_ = false;
  double carry_ = 0;  // fractions of a step at slow speeds
  std::optional<ParameterPlay> parameter_play_;
  std::optional<Message> message_;
  std::optional<std::string> session_path_;
  bool dirty_ = false;
  std::uint64_t version_ = 1;
};

}  // namespace losslab
