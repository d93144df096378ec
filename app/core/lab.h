#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/document.h"
#include "losses/learn/exact.h"
#include "losses/learn/landscape.h"
#include "losses/learn/race.h"
#include "widgets/figure/figure.h"

namespace losslab {

// A landscape as it is drawn: its image and contour lines in data space. The objective is shown through a logarithm, so
// that the valley and the slopes around it are both seen.
struct LandscapePicture {
  std::shared_ptr<const Landscape> of;
  const Theme* theme = nullptr;
  std::shared_ptr<const Pixels> pixels;
  std::vector<std::vector<Point>> contours;
};

// The results of one laboratory page, derived from the document: data, race, landscape. Knows which of them a change of
// the page makes stale, and does no more than that. Used from one thread.
class Lab {
 public:
  // `ready` is called from a worker thread when a landscape has arrived.
  Lab(Screen screen, std::string asset_folder, std::function<void()> ready);

  // Follows the document. Changed data, model, standardisation, start or seed: a new race from the same initial
  // weights, at step 0 (noticed in notice()). Changed losses, optimiser or λ: the race goes on with them from
  // `position`. Throws InputError (an unusable file), and then keeps what it had. True where it restarted.
  bool follow(const Document& document);
  // Whether follow() was ever called: before, there are no data.
  bool followed() const { return followed_; }

  const LabPage& page() const { return page_; }
  const Dataset& data() const { return *setting_.data; }
  const Setting& setting() const { return setting_; }
  const Race& race() const { return race_; }
  long position() const { return position_; }  // the iterate shown, 0..race().length()
  void seek(long position);
  // Steps on until position + steps, or until `enough()`; the position follows. Beyond the newest iterate new ones are
  // made.
  void advance(long steps, const std::function<bool()>& enough);
  void restart();  // forget all iterates, stay at the start
  bool finished() const { return position_ == race_.length() && race_.finished(); }

  // Asks for a length and the iterate to show in it; approach() steps there, in as many calls as it takes, and is true
  // once there. Seeking, stepping and restarting give the aim up.
  void aim(long length, long position);
  bool approach(const std::function<bool()>& enough);
  bool behind() const { return aim_.has_value(); }
  // The iterate that is shown once the aim is reached.
  long aimed_position() const { return aim_ ? aim_->position : position_; }
  long aimed_length() const { return aim_ ? aim_->length : race_.length(); }

  // The landscape of the chosen competitor over the plane (regression with a line only), computed off the frame. Until
  // a new one arrives the last is given.
  void want_landscape(const Plane& plane);
  std::shared_ptr<const Landscape> landscape() const { return landscape_; }
  bool take_landscape();  // true if a new one arrived
  bool landscape_pending() const;
  // The same at once, for files: waits for it.
  void wait_for_landscape();
  // How the landscape is drawn, or null; made once for each landscape and theme.
  std::shared_ptr<const LandscapePicture> landscape_picture(const Theme& theme) const;
  // Whether there is a landscape at all: a line, two parameters.
  bool has_landscape() const;

  // Index of a loss among the race's competitors, or −1.
  int competitor(std::string_view loss_id) const;
  // The parameters shown of a competitor, in its own and in the data's units.
  std::vector<double> theta(int competitor) const;
  std::vector<double> reported(int competitor) const;
  // Where the losses that run have their minima (a line's, in its own parameters), as far as they were found.
  std::vector<std::vector<double>> exact_fits() const;
  // A short sentence where something restarted the run or a file was taken; empty otherwise. Cleared by dismiss().
  const std::string& notice() const { return notice_; }
  void dismiss() { notice_.clear(); }
  std::uint64_t version() const { return version_; }  // changes whenever anything that is shown does

 private:
  struct Aim {
    long length, position;
  };
  struct Fit {
    Loss loss;
    std::vector<double> theta;  // empty where there is none
  };
  void rebuild(const Document& document);
  void forget_landscape();
  void find_fits();
  std::vector<Competitor> competitors(const Document& document) const;
  Screen screen_;
  std::string asset_folder_;
  std::function<void()> ready_;
  LabPage page_;
  Setting setting_;
  Race race_;
  bool followed_ = false;
  long position_ = 0;
  std::optional<Aim> aim_;
  std::vector<Fit> fits_;
  std::unique_ptr<LandscapeService> service_;  // made when it is first needed, for it starts a thread
  std::shared_ptr<const Landscape> landscape_;
  mutable std::shared_ptr<const LandscapePicture> picture_;
  std::optional<Plane> wanted_;
  std::optional<Loss> wanted_loss_;
  std::string notice_;
  std::uint64_t version_ = 1;
};

}  // namespace losslab
