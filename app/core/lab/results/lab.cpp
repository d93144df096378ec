#include "app/core/lab/results/lab.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/runners.h"
#include "app/core/shell/state/document.h"
#include "losses/learn/exact/leverage.h"

namespace losslab {
namespace {

void check_task(const Dataset& data, Task task, const Language& text) {
  if (data.task == task) return;
  throw InputError(text(lab_task(data.task).takes_the_data, {{"name", data.name}}));
}

// What is said where a run began again: the first of what differs.
const char* change_key(const LabPage& next, const LabPage& before) {
  const bool suited = next.start != before.start && !next.start.empty();
  if (!(next.data == before.data)) return suited ? "message.lab.data_and_start" : "message.lab.data";
  if (next.model != before.model) return "message.lab.model";
  if (next.start != before.start) return "message.lab.start";
  return next.seed != before.seed ? "message.lab.seed" : "message.lab.scaling";
}

// Samples times parameters times steps: what newcomers may cost within a frame, a few milliseconds.
constexpr double most_at_once = 2e6;

double cost_of(long steps, const Setting& setting) {
  return static_cast<double>(steps) * static_cast<double>(setting.data->size() * setting.model->parameter_count());
}

}  // namespace

Lab::Lab(Task task, std::string asset_folder, std::function<void()> ready, const Language& text)
    : task_(task),
      asset_folder_(std::move(asset_folder)),
      ready_(std::move(ready)),
      text_(text),
      landscape_(ready_),
      influence_(ready_),
      findings_(ready_) {
  setting_.data = std::make_shared<const Dataset>();
}

bool Lab::follow(const Document& document) {
  const LabPage& next = lab_page(document, task_);
  if (!followed_) {
    rebuild(document);
    followed_ = true;
    return true;
  }
  if (!(next.data == page_.data) || next.model != page_.model || next.standardize != page_.standardize ||
      next.start != page_.start || next.seed != page_.seed) {
    const char* const changed = change_key(next, page_);
    rebuild(document);
    notice_ = text_(changed);
    return true;
  }
  std::vector<Competitor> wanted = competitors(document);
  const bool penalties = next.l2 != page_.l2 || next.l1 != page_.l1;
  if (penalties || wanted != race_.competitors()) {
    keep_ghost();
    if (penalties) race_.change_penalties(next.l2, next.l1, position_);
    setting_ = race_.setting();
    if (wanted != race_.competitors()) {
      const bool at_once = cost_of(position_, setting_) <= most_at_once;
      race_.change_competitors(std::move(wanted), position_,
                               at_once ? Race::Newcomers::at_once : Race::Newcomers::later);
    }
    position_ = race_.length();
    changed_at_ = position_;
    race_changed();
  }
  if (!(next == page_)) ++version_;
  page_ = next;
  names_ = names(document);
  return false;
}

void Lab::rebuild(const Document& document) {
  const LabPage& next = lab_page(document, task_);
  Setting setting = setting_;
  if (!followed_ || !(next.data == page_.data)) {
    setting.data = std::make_shared<const Dataset>(make_data(next.data, asset_folder_));
    check_task(*setting.data, task_, text_);
    if (!setting.data->class_names.empty() != next.several_classes) {
      throw InputError(text_("message.lab.other_classes", {{"name", setting.data->name}}));
    }
  }
  setting.model = Model::make(next.model, *setting.data, next.standardize);
  setting.l2 = next.l2;
  setting.l1 = next.l1;
  std::vector<double> start = next.start.empty() ? setting.model->initial(next.seed) : next.start;
  if (start.size() != setting.model->parameter_count()) {
    throw InputError(
        text_("message.lab.other_start", {{"values", fmt::format("{}", start.size())},
                                          {"model", to_text(next.model)},
                                          {"parameters", fmt::format("{}", setting.model->parameter_count())}}));
  }
  race_ = Race(setting, std::move(start), next.seed, competitors(document));
  setting_ = std::move(setting);
  hat_values_.clear();
  page_ = next;
  names_ = names(document);
  begin_again();
}

std::vector<Competitor> Lab::competitors(const Document& document) const {
  const LabPage& page = lab_page(document, task_);
  std::vector<Competitor> all;
  for (const std::string& runner : page.ticked) all.push_back(competitor_of(document, page, runner));
  return all;
}

std::vector<std::string> Lab::names(const Document& document) const {
  const LabPage& page = lab_page(document, task_);
  std::vector<std::string> all;
  for (const std::string& runner : page.ticked) all.push_back(runner_name(document, page, runner, text_));
  return all;
}

void Lab::speak_anew(const Document& document) {
  dismiss();
  names_ = names(document);
}

std::optional<Branch> Lab::branch() const {
  return ghost_ ? std::optional(Branch{branched_at_, ghost_->length()}) : std::nullopt;
}

std::vector<Failure> Lab::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < race_.competitors().size(); ++i) {
    const std::optional<Divergence>& stopped = race_.divergence(i);
    if (!stopped || stopped->step > position_ + 1) continue;
    // The cause may name the step itself.
    const std::string step = fmt::format("step {}: ", stopped->step);
    const std::string cause = stopped->cause.starts_with(step) ? stopped->cause.substr(step.size()) : stopped->cause;
    all.push_back({page_.ticked[i], text_("message.lab.stopped", {{"name", names_[i]},
                                                                  {"step", fmt::format("{}", stopped->step)},
                                                                  {"cause", text_.translated(cause)}})});
  }
  return all;
}

void Lab::begin_again() {
  position_ = 0;
  aim_.reset();
  ghost_.reset();
  changed_at_ = -1;
  race_changed();
}

void Lab::keep_ghost() {
  if (race_.length() <= position_) return;
  ghost_ = race_;
  branched_at_ = race_.kept(position_);
}

void Lab::race_changed() {
  served_ = false;
  ++version_;
  ++race_version_;
  if (!aim_ && race_.catching_up()) aim_ = Aim{race_.length(), position_};
  if (aim_) ask();
}

void Lab::ask() {
  if (!service_) service_ = std::make_unique<RaceService>(ready_);
  if (!served_) service_->set(race_);
  served_ = true;
  service_->ask(aim_->length);
}

void Lab::follow_race() {
  position_ = std::min(aim_->position, race_.length());
  const bool there = race_.length() >= aim_->length || race_.finished();
  if (there && !race_.catching_up()) aim_.reset();
  ++version_;
}

void Lab::seek(long position) {
  hold();
  position_ = std::clamp(position, 0L, race_.length());
  ++version_;
}

void Lab::hold() {
  if (!aim_) return;
  aim_.reset();
  service_->cancel();
  // Newcomers come to where the others are in any case.
  if (race_.catching_up()) {
    aim_ = Aim{race_.length(), position_};
    ask();
  }
}

void Lab::restart() {
  const std::vector<double> start(race_.start().begin(), race_.start().end());
  race_ = Race(setting_, start, page_.seed, race_.competitors());
  begin_again();
}

void Lab::aim(long length, long position) {
  length = std::max(length, 0L);
  position = std::clamp(position, 0L, length);
  const bool same = aim_ && aim_->length == length;
  aim_ = Aim{length, position};
  follow_race();
  if (aim_ && !(same && served_)) ask();
}

void Lab::advance(long steps) {
  const long position = std::max(position_ + steps, 0L);
  aim(std::max(race_.length(), position), position);
}

bool Lab::take() {
  if (!aim_ || !service_) return false;
  std::optional<Race> fresh = service_->take();
  if (!fresh) return false;
  race_ = std::move(*fresh);
  follow_race();
  return true;
}

void Lab::wait() {
  if (service_) service_->wait();
}

bool Lab::approach(const std::function<bool()>& enough) {
  if (!aim_) return true;
  if (service_) service_->cancel();
  served_ = false;
  race_.advance_to(aim_->length, enough);
  follow_race();
  return !aim_;
}

void Lab::advance(long steps, const std::function<bool()>& enough) {
  assert(steps >= 0);
  hold();
  const long position = position_ + steps;
  if (race_.catching_up() || (position > race_.length() && !race_.finished())) {
    served_ = false;
    race_.advance_to(std::max(position, race_.length()), enough);
  }
  position_ = std::min(position, race_.length());
  ++version_;
}

int Lab::competitor(std::string_view runner) const {
  const auto at = std::ranges::find(page_.ticked, runner);
  return at == page_.ticked.end() ? -1 : static_cast<int>(at - page_.ticked.begin());
}

std::vector<double> Lab::theta(int competitor) const {
  const auto theta = race_.theta(static_cast<std::size_t>(competitor), position_);
  return {theta.begin(), theta.end()};
}

std::vector<double> Lab::reported(int competitor) const {
  return setting_.model->to_original(race_.theta(static_cast<std::size_t>(competitor), position_));
}

void Lab::want_pictures(const Document& document, const View& view, const Theme& theme, bool moving) {
  landscape_.want(document, view, *this, theme, moving);
  influence_.want(view, *this);
  findings_.want(*this);
}

bool Lab::take_pictures() {
  const bool landscape = landscape_.take(), influence = influence_.take(), findings = findings_.take();
  const bool any = landscape || influence || findings;
  if (any) ++version_;
  return any;
}

void Lab::wait_for_pictures(const Document& document, const View& view, const Theme& theme) {
  landscape_.wait(document, view, *this, theme);
  influence_.wait(view, *this);
  findings_.wait(*this);
  ++version_;
}

std::optional<Point> Lab::start_place(const View& view) const {
  const auto frame = landscape_.frame(view, *this);
  if (!frame || frame->plane.is_line()) return std::nullopt;
  const Plane::Place place = frame->plane.project(race_.start());
  return Point{place.a, place.b};
}

std::vector<double> Lab::start_at(const View& view, Point place) const {
  const auto frame = landscape_.frame(view, *this);
  return frame ? frame->plane.lift({place.x, place.y}) : std::vector<double>();
}

const std::vector<double>& Lab::hat_values() const {
  if (hat_values_.empty()) hat_values_ = losslab::hat_values(setting_);
  return hat_values_;
}

}  // namespace losslab
