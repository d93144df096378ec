#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/results/lab_findings.h"
#include "app/core/lab/results/lab_influence.h"
#include "app/core/lab/results/lab_landscape.h"
#include "app/core/shell/state/playback.h"
#include "losses/learn/race/race.h"
#include "losses/learn/race/race_service.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// The results of one laboratory page, derived from the document: data, race, landscape. Knows which of them a change of
// the page makes stale, and does no more than that. Used from one thread.
class Lab final : public Playback {
 public:
  // `ready` is called from worker threads when something has arrived: iterates, a landscape. `text` lives longer.
  Lab(Task task, std::string asset_folder, std::function<void()> ready, const Language& text);

  // Follows the document. Changed data, model, standardisation, start or seed: a new race from the same initial
  // weights, at step 0 (noticed in notice()). Changed losses, optimiser or λ: the race goes on with them from
  // `position`. Throws InputError (an unusable file), and then keeps what it had. True where it restarted.
  bool follow(const Document& document);
  // Whether follow() was ever called: before, there are no data.
  bool followed() const { return followed_; }

  Task task() const { return task_; }
  const Language& language() const { return text_; }
  const LabPage& page() const { return page_; }
  const Dataset& data() const { return *setting_.data; }
  const Setting& setting() const { return setting_; }
  const Race& race() const { return race_; }
  // The iterates are those of the race, made by a thread of the lab's own.
  long position() const override { return position_; }
  long length() const override { return race_.length(); }
  long stride() const override { return race_.stride(); }
  void seek(long position) override;
  void restart() override;
  bool finished() const override { return position_ == race_.length() && race_.finished(); }
  void aim(long length, long position) override;
  void advance(long steps) override;
  bool take() override;
  void hold() override;
  bool behind() const override { return aim_.has_value(); }
  void wait() override;
  bool approach(const std::function<bool()>& enough) override;
  void advance(long steps, const std::function<bool()>& enough);
  long aimed_position() const override { return aim_ ? aim_->position : position_; }
  long aimed_length() const override { return aim_ ? aim_->length : race_.length(); }
  std::optional<Branch> branch() const override;
  long changed_at() const override { return changed_at_; }
  std::vector<Failure> failures() const override;

  // Of the design (see leverage.h); of regression with a model linear in its parameters.
  const std::vector<double>& hat_values() const;

  // Changes whenever iterates were given up or competitors changed; not while a run only grows.
  std::uint64_t race_version() const { return race_version_; }

  // The race as it was before the last change that cut iterates off, at branched_at(); until the next restart.
  const std::optional<Race>& ghost() const { return ghost_; }
  long branched_at() const { return branched_at_; }

  // The landscape of the chosen competitor and the influence of the chosen point, where the view shows them, and what
  // is wrong with the runs: computed off the frame, see LabLandscape, LabInfluence and LabFindings. `moving`: the race
  // is being stepped.
  void want_pictures(const Document& document, const View& view, const Theme& theme, bool moving);
  bool take_pictures();  // true if something new arrived
  bool pictures_pending() const { return landscape_.pending() || influence_.pending() || findings_.pending(); }
  // The same at once, for files: waits for them.
  void wait_for_pictures(const Document& document, const View& view, const Theme& theme);
  const LabLandscape& landscape() const { return landscape_; }
  const LabInfluence& influence() const { return influence_; }
  std::vector<std::optional<Finding>> findings() const { return findings_.all(*this); }  // by competitor
  // Where the start is in the landscape that is shown, and the start (in the model's own parameters) that a place in it
  // stands for; empty where nobody runs.
  std::optional<Point> start_place(const View& view) const;
  std::vector<double> start_at(const View& view, Point place) const;

  // Index of a runner (see runners.h) among the race's competitors, or −1.
  int competitor(std::string_view runner) const;
  // The parameters shown of a competitor, in its own and in the data's units.
  std::vector<double> theta(int competitor) const;
  std::vector<double> reported(int competitor) const;
  // A short sentence where something restarted the run or a file was taken; empty otherwise. Cleared by dismiss().
  const std::string& notice() const { return notice_; }
  void dismiss() { notice_.clear(); }
  // The language is another one.
  void speak_anew(const Document& document);
  std::uint64_t version() const { return version_; }  // changes whenever anything that is shown does

 private:
  struct Aim {
    long length, position;
  };
  void rebuild(const Document& document);
  std::vector<Competitor> competitors(const Document& document) const;
  std::vector<std::string> names(const Document& document) const;
  void begin_again();
  // Before a change that goes on from the iterate shown.
  void keep_ghost();
  void race_changed();
  void ask();
  void follow_race();
  Task task_;
  std::string asset_folder_;
  std::function<void()> ready_;
  const Language& text_;
  LabPage page_;
  Setting setting_;
  Race race_;
  mutable std::vector<double> hat_values_;  // found when they are first asked for
  bool followed_ = false;
  long position_ = 0;
  std::optional<Aim> aim_;
  std::optional<Race> ghost_;
  long branched_at_ = 0, changed_at_ = -1;
  LabLandscape landscape_;
  LabInfluence influence_;
  LabFindings findings_;
  std::string notice_;
  std::vector<std::string> names_;  // of those who run, see runner_name()
  std::uint64_t version_ = 1, race_version_ = 1;
  std::unique_ptr<RaceService> service_;  // made when it is first needed, for it starts a thread
  bool served_ = false;                   // whether the thread has the present race, as far as it was changed from here
};

}  // namespace losslab
