#include "app/core/lab.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace losslab {
namespace {

// Cells of the landscape: fine enough for smooth contours on a projector, and a few milliseconds on one core.
constexpr int landscape_columns = 180, landscape_rows = 136;
// Beyond this many points the minima are not looked for: they only help to choose the landscape's range.
constexpr std::size_t most_points_for_fits = 2000;

void check_task(const Dataset& data, Screen screen) {
  const bool classes = data.task == Task::classification;
  if (classes == (screen == Screen::classification)) return;
  throw InputError(classes ? fmt::format("{} holds two classes: the Classification screen takes it.", data.name)
                           : fmt::format("{} holds points x, y: the Regression screen takes it.", data.name));
}

}  // namespace

Lab::Lab(Screen screen, std::string asset_folder, std::function<void()> ready)
    : screen_(screen), asset_folder_(std::move(asset_folder)), ready_(std::move(ready)) {
  setting_.data = std::make_shared<const Dataset>();
}

bool Lab::follow(const Document& document) {
  const LabPage& next = document.lab(screen_);
  if (!followed_) {
    rebuild(document);
    followed_ = true;
    return true;
  }
  const bool data = !(next.data == page_.data);
  if (data || next.model != page_.model || next.standardize != page_.standardize || next.start != page_.start ||
      next.seed != page_.seed) {
    const char* const what = data                        ? "data"
                             : next.model != page_.model ? "model"
                             : next.start != page_.start ? "start"
                             : next.seed != page_.seed   ? "seed"
                                                         : "scaling of the inputs";
    rebuild(document);
    notice_ = data ? "The data changed: the run began again from the same initial weights."
                   : fmt::format("The {} changed: the run began again.", what);
    return true;
  }
  std::vector<Competitor> wanted = competitors(document);
  if (next.l2 != page_.l2 || next.l1 != page_.l1) {
    race_.change_penalties(next.l2, next.l1, position_);
    setting_ = race_.setting();
    fits_.clear();
    forget_landscape();
    ++version_;
  }
  if (wanted != race_.competitors()) {
    race_.change_competitors(std::move(wanted), position_);
    ++version_;
  }
  if (!(next == page_)) ++version_;
  page_ = next;
  find_fits();
  return false;
}

void Lab::rebuild(const Document& document) {
  const LabPage& next = document.lab(screen_);
  Setting setting = setting_;
  if (!followed_ || !(next.data == page_.data)) {
    setting.data = std::make_shared<const Dataset>(make_data(next.data, asset_folder_));
    check_task(*setting.data, screen_);
  }
  setting.model = Model::make(next.model, *setting.data, next.standardize);
  setting.l2 = next.l2;
  setting.l1 = next.l1;
  std::vector<double> start = next.start.empty() ? setting.model->initial(next.seed) : next.start;
  if (start.size() != setting.model->parameter_count()) {
    throw InputError(fmt::format("The start has {} values; the model {} has {} parameters.", start.size(),
                                 to_text(next.model), setting.model->parameter_count()));
  }
  race_ = Race(setting, std::move(start), next.seed, competitors(document));
  setting_ = std::move(setting);
  page_ = next;
  position_ = 0;
  aim_.reset();
  fits_.clear();
  forget_landscape();
  find_fits();
  ++version_;
}

std::vector<Competitor> Lab::competitors(const Document& document) const {
  const LabPage& page = document.lab(screen_);
  std::vector<Competitor> all;
  for (const std::string& id : page.ticked) {
    all.push_back({document.index(id), document.loss(id), page.optimizer});
  }
  return all;
}

void Lab::seek(long position) {
  aim_.reset();
  position_ = std::clamp(position, 0L, race_.length());
  ++version_;
}

void Lab::advance(long steps, const std::function<bool()>& enough) {
  assert(steps >= 0);
  aim_.reset();
  const long target = position_ + steps;
  if (target > race_.length() && !race_.finished()) race_.advance_to(target, enough);
  const long reached = std::min(target, race_.length());
  if (reached != position_) ++version_;
  position_ = reached;
}

void Lab::restart() {
  aim_.reset();
  const std::vector<double> start(race_.start().begin(), race_.start().end());
  race_ = Race(setting_, start, page_.seed, race_.competitors());
  position_ = 0;
  ++version_;
}

void Lab::aim(long length, long position) {
  aim_ = Aim{std::max(length, 0L), std::clamp(position, 0L, std::max(length, 0L))};
  if (race_.length() >= aim_->length) {
    position_ = aim_->position;
    aim_.reset();
    ++version_;
  }
}

bool Lab::approach(const std::function<bool()>& enough) {
  if (!aim_) return true;
  const bool reached = race_.advance_to(aim_->length, enough) || race_.finished();
  position_ = std::min(aim_->position, race_.length());
  if (reached) aim_.reset();
  ++version_;
  return reached;
}

int Lab::competitor(std::string_view loss_id) const {
  const auto& all = race_.competitors();
  const auto at = std::ranges::find_if(all, [&](const Competitor& one) { return one.loss.id() == loss_id; });
  return at == all.end() ? -1 : static_cast<int>(at - all.begin());
}

std::vector<double> Lab::theta(int competitor) const {
  const auto theta = race_.theta(static_cast<std::size_t>(competitor), position_);
  return {theta.begin(), theta.end()};
}

std::vector<double> Lab::reported(int competitor) const {
  return setting_.model->to_original(race_.theta(static_cast<std::size_t>(competitor), position_));
}

bool Lab::has_landscape() const {
  return setting_.model && screen_ == Screen::regression && page_.model.kind == ModelSpec::Kind::line;
}

void Lab::find_fits() {
  if (!has_landscape() || data().size() > most_points_for_fits) return;
  std::vector<Fit> found;
  for (const Competitor& one : race_.competitors()) {
    const auto known = std::ranges::find(fits_, one.loss, &Fit::loss);
    if (known != fits_.end()) {
      found.push_back(std::move(*known));
      continue;
    }
    Fit fit{one.loss, {}};
    try {
      fit.theta = solve_exact(setting_, one.loss).theta;
    } catch (const InputError&) {  // no minimum to be had: the landscape does without it
    }
    found.push_back(std::move(fit));
  }
  fits_ = std::move(found);
}

std::vector<std::vector<double>> Lab::exact_fits() const {
  std::vector<std::vector<double>> all;
  for (const Fit& fit : fits_) {
    if (!fit.theta.empty()) all.push_back(fit.theta);
  }
  return all;
}

void Lab::forget_landscape() {
  wanted_.reset();
  wanted_loss_.reset();
}

void Lab::want_landscape(const Plane& plane) {
  const int chosen = competitor(page_.chosen);
  if (!has_landscape() || chosen < 0) return;
  const Loss& loss = race_.competitors()[static_cast<std::size_t>(chosen)].loss;
  if (wanted_ == plane && wanted_loss_ == loss) return;
  wanted_ = plane;
  wanted_loss_ = loss;
  if (!service_) service_ = std::make_unique<LandscapeService>(ready_);
  service_->request(setting_, loss, plane, landscape_columns, landscape_rows);
}

bool Lab::take_landscape() {
  std::shared_ptr<const Landscape> fresh = service_ ? service_->take() : nullptr;
  if (!fresh) return false;
  landscape_ = std::move(fresh);
  ++version_;
  return true;
}

bool Lab::landscape_pending() const { return service_ && !service_->idle(); }

void Lab::wait_for_landscape() {
  if (!wanted_ || !wanted_loss_) return;
  take_landscape();
  const bool there =
      landscape_ && landscape_->plane == *wanted_ && landscape_->columns == landscape_columns && !landscape_pending();
  if (there) return;
  landscape_ = compute_landscape(setting_, *wanted_loss_, *wanted_, landscape_columns, landscape_rows, 0, {});
  ++version_;
}

}  // namespace losslab
