#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/core/shell/state/part.h"
#include "app/core/shell/state/view.h"

namespace losslab {

struct Document;
class Loss;
class Results;
struct ResultsNeeds;
class TomlSection;
class TomlWriter;

// What has become of a loss of one's own. Where one was added, nothing of this is set.
struct LossChange {
  std::string from, to;          // ids before and after; `to` is empty where it is gone, or has become another family's
  const Loss* before = nullptr;  // what it was
};

// A screen as the shell knows it: what it has in the document and in the view, what is derived from them, and how all
// of it is written. One constant of each kind stands in the list; whoever asks "which screen" asks the screen instead.
class Screen {
 public:
  // A short word without dots: names it in sessions, in file names and for cameras.
  virtual const char* id() const = 0;
  virtual const char* title() const = 0;  // on its tab: a key of texts

  virtual Part usual_page() const = 0;
  virtual Part usual_view() const = 0;
  // The iterate that is shown at first; none: a screen without iterates.
  virtual std::optional<RunPlace> usual_place() const { return std::nullopt; }
  virtual std::unique_ptr<Results> results(const ResultsNeeds& needs) const = 0;
  // Whatever an edit did, the page stays one that can be shown.
  virtual void make_valid(Part& /*page*/, const Part& /*before*/) const {}
  // The losses of the document have changed. Afterwards the page names only what there is.
  virtual void follow_losses(Document&, const LossChange&) const {}
  // Where it has no iterates: the loss whose first parameter Space plays; empty: none.
  virtual std::string played_loss(const Document&) const { return {}; }

  // The key of a plot's camera; and of the camera through which its x-axis is looked at.
  virtual std::string camera_key(const Document&, std::string_view plot) const {
    return std::string(id()) + "." + std::string(plot);
  }
  virtual std::string x_camera_key(const Document& document, std::string_view plot) const {
    return camera_key(document, plot);
  }
  // The number by which the items of its figure belong to a loss, a run or a divergence of that id; −1: to nobody.
  virtual int series(const Document&, std::string_view /*id*/) const { return -1; }
  // Whether a camera can have that key.
  virtual bool has_camera(std::string_view key) const = 0;

  // Puts what the page takes from a file of this machine into the page itself, unless that is too much for a picture to
  // carry: the page then opens anywhere. `shown`: its results, as far as there are any; or null.
  virtual void take_along(Document&, const Results* /*shown*/, const std::string& /*asset_folder*/) const {}

  // Its sections of a session, and what it has of the section "view": its keys stand there among those of the shell, or
  // in a section of its own name. Read strictly; throws InputError with the place.
  virtual void read(TomlSection& session, Document& document) const = 0;
  virtual void write(TomlWriter& session, const Document& document) const = 0;
  virtual void read_view(TomlSection& view, View& out) const = 0;
  virtual void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const = 0;

 protected:
  ~Screen() = default;
};

// The list of all screens, in the order of their tabs (see app/core/screens.cpp).
std::span<const Screen* const> screens();
const Screen& screen_named(std::string_view id);  // one that there is
const Screen& usual_screen();                     // of a session that names none
std::size_t screen_index(std::string_view id);

}  // namespace losslab
