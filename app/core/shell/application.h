#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/actions.h"
#include "app/core/shell/files/language_file.h"
#include "app/core/shell/parameter_play.h"
#include "app/core/shell/state/message.h"
#include "app/core/shell/state/player.h"
#include "app/core/shell/state/results.h"
#include "app/core/shell/state/view.h"
#include "losses/core/error.h"
#include "widgets/figure/language.h"

namespace losslab {

class AnimationJob;
struct AnimationOrder;
class CsvTable;
class History;
class Keeper;
struct Opening;
struct PngText;
class RecentFiles;
struct Session;

// The program without its window: the document, its view, its history and the results of its screens, and what happens
// to them. Used from one thread.
class Application {
 public:
  // `asset_folder` holds data/ and sessions/. `wake` is called from worker threads when results have arrived.
  // `language`: the code of one of languages().
  explicit Application(std::string asset_folder, std::function<void()> wake = {}, const std::string& language = "en");
  ~Application();

  const Document& document() const;
  const View& view() const;
  const Results& results(std::string_view screen) const;
  Results& results(std::string_view screen);
  // The iterates of the screen shown; null where it has none.
  const Playback* playback() const { return results(view().screen).playback(); }
  const Theme& theme() const;
  const Language& language() const { return language_; }
  const std::string& language_code() const { return language_code_; }
  const std::vector<KnownLanguage>& languages() const { return languages_; }
  // The one that comes after the present one: that which the button at the top shows.
  const KnownLanguage& next_language() const;
  // From now on everything is said in that language. Runs go on; nothing of the document changes.
  void speak(const std::string& code);
  // The state that the present screen shows in place of the document; null: it shows the document.
  const Application* inside() const { return results(view().screen).inside(); }
  bool can_undo() const;
  bool can_redo() const;
  const Player& player() const { return player_; }
  const std::optional<ParameterPlay>& parameter_play() const { return parameter_player_.now(); }
  const std::optional<Message>& message() const { return message_; }
  const std::string& asset_folder() const { return asset_folder_; }
  const std::optional<std::string>& session_path() const { return session_path_; }
  bool dirty() const { return dirty_; }  // unsaved edits
  // Changes whenever the figure of the present screen does.
  std::uint64_t figure_version() const;
  Figure figure() const;  // of the present screen

  // Applies what the panels asked for, in order. `now` in seconds, monotone. Commands that only the window can carry
  // out (full screen, quit, help, dialogs, pictures of the window) are returned.
  std::vector<Command> apply(Actions actions, double now);
  // Goes on with what runs, once a frame: takes what the worker threads have made, asks for the next steps of a run
  // that is played, moves played parameters. True if another frame is due.
  bool tick(double now);
  // Blocks until the iterates that the present screen was asked for are made; the next tick() shows them. For tests.
  void wait();
  // A session in place of what there is. Throws InputError, having changed nothing.
  void show(Session next);
  // A file by its ending: a session, a PNG that LossLab saved, or one that a screen takes (see FileKind). Throws
  // InputError, having changed nothing.
  void open(const std::string& path);
  // As open(), but a table is laid open first, for its columns to be chosen: it becomes offered_table() until it is
  // taken or put away. With `unless_known`, where there is something to choose or to say.
  void offer(const std::string& path, bool unless_known = false);
  // The same for a table that was copied as text. Throws InputError.
  void offer_text(std::string text);
  const std::shared_ptr<const CsvTable>& offered_table() const { return offered_table_; }
  // What the code says in English, as of errors, is said in the present language as far as its table has it.
  void say(const std::string& text, bool error = false) { message_ = Message{language_.translated(text), error}; }
  // Once, at the start: from now on opened files and unsaved work are kept in this folder for the next run (see
  // RecentFiles, Recovery). Without it nothing outlives the program.
  void keep_in(const std::filesystem::path& folder);
  // At the start: the screen that was shown last, or the first of all for somebody new.
  void go_where_left();
  const RecentFiles& recent_files() const;
  // The same for one's own losses (see LossCollection): those that are there are in the document from now on, whatever
  // is opened.
  void keep_losses_in(const std::filesystem::path& folder);
  // Blocks until they are kept as they are now.
  void keep_losses();
  // The file of unsaved work that a program has left ("" where it had none yet); empty where there is no such work.
  std::optional<std::string> left_work() const;
  // Seconds from `now` until tick() is to be called although nothing happens; infinite where it need not.
  double until_due(double now) const;
  // Unsaved work is kept at once, as before it is asked about.
  void keep_unsaved();
  // The program ends, and what is unsaved is not wanted.
  void end_well();
  // The animation that is being saved, if any.
  const AnimationJob& animation() const;
  // What a picture of the present state carries.
  PngText picture_text() const;
  // The figure of the present screen (one plot of it, unless that is empty) as a PNG of 160 × 100 mm at 200 dpi, for
  // pasting. Throws InputError.
  std::string picture(const std::string& plot);
  // Brings every screen to what the session shows, without a deadline: for files and for tests.
  void catch_up();
  // Makes the iterates of the present screen up to `steps`, where it has any, and shows that one.
  void run_to(long steps);

 private:
  using AllResults = std::vector<std::unique_ptr<Results>>;  // in the order of screens()
  AllResults make_results() const;
  Results& shown() { return results(view().screen); }
  // One edit: applied to a copy, which takes the document's place where its results can be had.
  void edit(const Actions::Edit& edit);
  void commit(Document next, const std::string& what, const std::string& merge);
  void turn_back(bool redo);
  void look(const std::function<void(View&)>& change);
  // Brings the results of a screen up to date with `document`. Throws InputError.
  void follow(std::string_view screen, const Document& document);
  void follow(const Document& document) { follow(view().screen, document); }
  void remember_places();
  void hear(Results& results);  // says what they have to say
  // True where only the window can carry the command out.
  bool run(Command command, double now);
  bool run_transport(Command command, double now);
  bool run_look(Command command);
  void toggle_parameter_play(double now);
  void play_parameter(const ParameterPlay& play, double now);
  bool step_parameter(double now);  // true if another frame is due
  void save(const std::string& path);
  void save_figure(const Actions::Export& request);
  void save_animation(const AnimationOrder& order);
  void cancel_animation();
  bool follow_animation();  // true where there is something new to be shown of it
  void save_text(const Actions::TextFile& file);
  void open_session(const std::string& path);
  bool open_loss(const std::string& path);  // false where the file holds something else
  void set_dirty(bool dirty);
  void note_edits(double now);
  double unsaved_due(double now) const;
  void answer_left_work(Actions::LeftWork answer);
  void adopt_kept_losses(Document& document);  // those that it has not
  void note_losses(const Document& before);    // where they are not what they were
  void follow_losses(double now);
  void keep_as_mine();  // what was opened is one's own work: its losses are kept as if they were made just now
  void take(Opening opening);
  template <class Work>
  void guarded(Work&& work);  // an InputError becomes the message

  std::string asset_folder_;
  std::function<void()> wake_;
  std::vector<KnownLanguage> languages_;
  std::string language_code_;
  Language language_;
  // Kept behind pointers: who shows an application need not know what a document is made of.
  std::unique_ptr<Session> session_;
  std::unique_ptr<History> history_;
  AllResults results_;
  Player player_;
  ParameterPlayer parameter_player_;
  std::optional<Message> message_;
  std::optional<std::string> session_path_;
  std::shared_ptr<const CsvTable> offered_table_;
  bool dirty_ = false;
  bool edited_ = false;  // since the last call that knew the time
  std::unique_ptr<Keeper> keeper_;
  std::unique_ptr<AnimationJob> animation_;
  int animation_percent_ = 0;  // shown last
  std::uint64_t version_ = 1;
};

template <class Work>
void Application::guarded(Work&& work) {
  try {
    work();
  } catch (const InputError& error) {
    say(error.what(), true);
  }
}

}  // namespace losslab
