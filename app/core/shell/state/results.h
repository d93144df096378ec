#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/core/shell/state/message.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

struct Document;
struct View;
class MeasureObject;
class Application;
class Playback;

// What a screen's results are made with.
struct ResultsNeeds {
  std::string asset_folder;
  std::function<void()> wake;  // called from worker threads when something has arrived
  const Language& language;    // lives longer than they do
};

// What one screen shows, derived from the document and replaceable at any time. It knows which of it a change of the
// document makes stale, and does no more than that. Used from one thread.
class Results {
 public:
  virtual ~Results() = default;

  // Follows the document. True where iterates began again. Throws InputError (an unusable file), and then keeps what it
  // had.
  virtual bool follow(const Document&) { return false; }
  // Whether follow() was ever called with success: before, there may be nothing to be shown.
  virtual bool followed() const { return true; }
  virtual Figure figure(const Document& document, const View& view, const Theme& theme) const = 0;
  // Changes whenever the figure does for another reason than the document or the view.
  virtual std::uint64_t version() const { return 0; }
  // Its iterates; null where it has none, or none yet.
  virtual Playback* playback() { return nullptr; }
  const Playback* playback() const { return const_cast<Results*>(this)->playback(); }

  // Once a frame while it is shown: takes what worker threads have made for the figure, and asks for what it lacks.
  // `moving`: its iterates are being stepped.
  virtual void update(const Document&, const View&, const Theme&, bool /*moving*/) {}
  // Once a frame in any case: takes what goes on whatever is shown. True if the figure has changed.
  virtual bool take() { return false; }
  // Once a frame while it is shown: goes on with what moves by itself. True if another frame is due.
  virtual bool tick(double /*now*/) { return false; }
  virtual bool pending() const { return false; }  // whether the figure waits for a worker thread
  // What is under way for the figure, at once: before it is saved.
  virtual void settle(const Document&, const View&, const Theme&) {}
  // Everything that the figure shows, at once: for files and for tests.
  virtual void finish(const Document& document, const View& view, const Theme& theme) { settle(document, view, theme); }

  // A state of its own that is shown in the document's place, as a lesson has one: undo and the transport are its own
  // then. Null: there is none.
  virtual Application* inside() { return nullptr; }
  const Application* inside() const { return const_cast<Results*>(this)->inside(); }

  // What has happened and is worth a sentence; told once.
  virtual std::optional<Message> message() { return std::nullopt; }
  // What can be asked of it by name at the iterate shown, see app/core/measure/measure.h; null: nothing. It must not
  // outlive the results.
  virtual std::shared_ptr<const MeasureObject> measures(const Document&, const View&) const { return nullptr; }
  // What stands in the status row until it is dismissed; empty: nothing.
  virtual std::string notice() const { return {}; }
  virtual void dismiss() {}
  // The language is another one: sentences that it holds are to be made anew, or dropped.
  virtual void speak_anew(const Document&) { dismiss(); }
};

}  // namespace losslab
