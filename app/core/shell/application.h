#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/sweep_job.h"
#include "app/core/shell/document.h"
#include "app/core/shell/figures.h"
#include "app/core/shell/history.h"
#include "app/core/shell/parameter_play.h"
#include "app/core/shell/session.h"
#include "app/core/shell/view.h"
#include "losses/learn/data/csv_table.h"

namespace losslab {

// Everything a person can ask for by key, menu or button. One table (commands.h) binds keys and feeds the help.
enum class Command : unsigned char {
  play_pause,
  play_back,
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
  std::optional<std::string> save_session_as, open_file;  // a CSV that is opened is offered: see offer()
  std::optional<std::string> save_data;                   // the present lab's points, as CSV
  // The points of the offered table, its columns being chosen; or the table is put away.
  struct Import {
    Dataset data;
    std::size_t left_out = 0;  // rows
  };
  std::optional<Import> import_data;
  bool put_table_away = false;
  bool dismiss_message = false;
  bool run_sweep = false, cancel_sweep = false;  // of the present lab

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
  const SweepJob& sweep(Screen screen) const { return *sweeps_[screen == Screen::classification]; }
  bool playing() const { return playing_; }  // in either direction
  bool playing_backwards() const { return playing_ && backwards_; }
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
  // Goes on with what runs, once a frame: takes what the labs' threads have made, asks for the next steps of a run that
  // is played, moves played parameters. True if another frame is due.
  bool tick(double now);
  // Blocks until the steps that the present lab was asked for are made; the next tick() shows them. For tests.
  void wait();
  // A file by its ending: a session, a CSV (becomes the data of the lab that it suits), or a PNG that LossLab saved.
  // Throws InputError, having changed nothing.
  void open(const std::string& path);
  // As open(), but a CSV is laid open first, for its columns to be chosen: it becomes offered_table() until it is
  // imported or put away. With `unless_known`, where it is not one that open() takes as it is.
  void offer(const std::string& path, bool unless_known = false);
  const std::shared_ptr<const CsvTable>& offered_table() const { return offered_table_; }
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
  void make_sweeps();
  void start_sweep();
  void take_sweeps();
  // Carries out the sweep that the present figure shows, where that was not done.
  void finish_shown_sweep();
  // True where only the window can carry the command out.
  bool run(Command command, double now);
  bool run_transport(Command command, double now);
  bool run_look(Command command);
  void play(bool on, bool backwards);
  void toggle_parameter_play(double now);
  void start_parameter_play(ParameterPlay play, double now);
  bool play_parameter(double now);
  bool step_race();
  void play_steps();
  void save(const std::string& path);
  void save_figure(const Actions::Export& request);
  void open_session(const std::string& path);
  void open_data(const std::string& path);
  void import_data(const Actions::Import& request);
  void take_data(Document next, Screen target, const std::string& name);
  void save_data(const std::string& path);
  template <class Work>
  void guarded(Work&& work);  // an InputError becomes the message

  std::string asset_folder_;
  std::function<void()> wake_;
  Session session_;
  History history_;
  std::unique_ptr<Lab> labs_[2];
  std::unique_ptr<SweepJob> sweeps_[2];
  bool playing_ = false, backwards_ = false;
  double carry_ = 0;  // fractions of a step at slow speeds
  std::optional<ParameterPlay> parameter_play_;
  std::optional<Message> message_;
  std::optional<std::string> session_path_;
  std::shared_ptr<const CsvTable> offered_table_;
  bool dirty_ = false;
  std::uint64_t version_ = 1;
};

}  // namespace losslab
