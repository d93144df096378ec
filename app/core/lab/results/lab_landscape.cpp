#include "app/core/lab/results/lab_landscape.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>
#include <utility>

#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/landscape_plane.h"
#include "losses/learn/exact/exact.h"

namespace losslab {
namespace {

constexpr int coarse = 64, fine = 256;  // cells along each side
constexpr int network_coarse = 24, network_middle = 96, network_fine = 192;
constexpr std::size_t most_for_gram = 500, most_of_large = 128;  // iterates whose principal directions are found
constexpr long first_length = 8;  // from where a running race's path has directions worth drawing along

// A frame fits another race as long as the model means the same.
std::string model_words(const Lab& lab) {
  return to_text(lab.page().model) + (lab.page().standardize ? ", standardised" : "");
}

bool same_setting(const Setting& a, const Setting& b) {
  return a.data == b.data && a.model == b.model && a.l2 == b.l2 && a.l1 == b.l1;
}

bool fits_model(const LandscapeFrame& frame, const Lab& lab) {
  return frame.model == model_words(lab) && frame.plane.origin.size() == lab.setting().model->parameter_count();
}

bool shows_landscape(const View& view, const Lab& lab) {
  const LabView& look = lab_view(view, lab.task());
  return look.shows(LabPlot::landscape);
}

bool keeps(const LandscapeFrame& before, const LandscapeFrame& now, bool moving) {
  if (now.length == 0) return true;
  if (!moving) return before.length == now.length && before.data == now.data && before.start == now.start;
  if (now.length < before.length) return now.length < first_length;
  return 2 * now.length < 3 * before.length || now.length < first_length;
}

void set_principal(LandscapeFrame& frame, const Lab& lab, std::size_t chosen) {
  const std::size_t count = lab.setting().model->parameter_count();
  const auto most = static_cast<long>(count > most_of_large ? most_of_large : most_for_gram);
  std::vector<std::span<const double>> path;
  for (const long step : path_steps(lab, frame.length, most - 2)) path.push_back(lab.race().theta(chosen, step));
  PrincipalPlane found = principal_plane(path);
  frame.plane = std::move(found.plane);
  frame.share = found.share;
}

// Seconds for one cell of a landscape of a network.
double cell_cost(Objective objective, const Plane& plane) {
  using Clock = std::chrono::steady_clock;
  objective(plane.origin, {});
  const auto begin = Clock::now();
  objective(plane.origin, {});
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Cells along each side that take so many seconds.
int side_for(double seconds, double cost, int least, int most) {
  const double threads = std::max(1U, std::thread::hardware_concurrency());
  const double side = std::sqrt(seconds * threads / std::max(cost, 1e-9));
  return static_cast<int>(std::clamp(side, static_cast<double>(least), static_cast<double>(most)));
}

Objective objective_of(const LabLandscape::Request& request) {
  return request.of_classes ? Objective(request.setting, *request.of_classes)
                            : Objective(request.setting, request.loss);
}

std::vector<int> sides(const LabLandscape::Request& request) {
  if (request.plane.is_line()) return {fine};
  if (request.setting.model->linear_in_parameters()) return {coarse, fine};
  const double cost = cell_cost(objective_of(request), request.plane);
  const int first = side_for(0.05, cost, network_coarse / 3, network_coarse);
  const int second = side_for(0.3, cost, first, network_middle);
  return {first, second, side_for(1, cost, second, network_fine)};
}

// Redescending losses have several minima: of those that are found from the Huber fit and from the line of least median
// of squares, the lowest.
std::vector<double> lowest_minimum(const Setting& setting, const Loss& loss) {
  const ExactFit usual = solve_exact(setting, loss);
  if (loss.properties().convex || setting.data->task != Task::regression) return usual.theta;
  const ExactFit robust = solve_exact(setting, loss, least_median_start(setting));
  const bool lower = robust.converged && robust.objective < usual.objective;
  return lower ? robust.theta : usual.theta;
}

// Classes that can be parted, and losses that give up what they cannot fit, have their minimum at infinity: a solver
// ends where most probabilities are 0 or 1 to a dozen digits, and a picture with that in it would show nothing else.
bool lies_at_infinity(const Setting& setting, std::span<const double> theta) {
  const Dataset& data = *setting.data;
  if (data.task == Task::regression || data.size() == 0) return false;
  std::vector<double> scores(data.size());
  ModelWorkspace work;
  setting.model->outputs(theta, {}, scores, work);
  for (double& score : scores) score = std::abs(score);
  const auto middle = scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2);
  std::ranges::nth_element(scores, middle);
  return *middle > 30;
}

std::shared_ptr<const Landscape> compute(const LabLandscape::Request& request, int side, const std::stop_token& stop) {
  const int rows = request.plane.is_line() ? 1 : side;
  if (request.of_classes) return compute_landscape(objective_of(request), request.plane, side, rows, 0, stop);
  return compute_landscape(request.setting, request.loss, request.plane, side, rows, 0, stop);
}

}  // namespace

bool spans_parameters(const PlaneChoice& choice, const Lab& lab) {
  using Kind = PlaneChoice::Kind;
  if (choice.kind != Kind::automatic) return choice.kind == Kind::parameters;
  const bool several = lab.task() == Task::regression && !lab.data().more.empty();
  return lab.setting().model->parameter_count() == 2 || several;
}

std::shared_ptr<const LandscapeFrame> choose_frame(const View& view, const Lab& lab, bool moving,
                                                   const std::shared_ptr<const LandscapeFrame>& before) {
  const int chosen = lab.competitor(lab.page().chosen);
  if (chosen < 0) return nullptr;
  const PlaneChoice& choice = lab_view(view, lab.task()).plane;
  const auto count = static_cast<int>(lab.setting().model->parameter_count());
  auto frame = std::make_shared<LandscapeFrame>();
  frame->runner = lab.page().chosen;
  frame->model = model_words(lab);
  frame->length = lab.race().length();
  frame->start.assign(lab.race().start().begin(), lab.race().start().end());
  frame->data = lab.setting().data;
  const bool inside = std::min(choice.across, choice.up) >= 0 && std::max(choice.across, choice.up) < count;
  const bool wanted = inside && choice.across != choice.up;
  if (count == 1) {
    frame->kind = LandscapeFrame::Kind::line;
    frame->plane = parameter_line(lab.theta(chosen), 0);
  } else if (spans_parameters(choice, lab)) {
    frame->kind = LandscapeFrame::Kind::parameters;
    if (wanted) frame->across = choice.across;
    if (wanted) frame->up = choice.up;
    frame->plane = parameter_plane(lab.theta(chosen), static_cast<std::size_t>(frame->across),
                                   static_cast<std::size_t>(frame->up));
  } else {
    frame->kind = LandscapeFrame::Kind::principal;
    const bool same = before && before->kind == LandscapeFrame::Kind::principal && before->runner == frame->runner &&
                      before->model == frame->model;
    if (same && keeps(*before, *frame, moving)) return before;
    set_principal(*frame, lab, static_cast<std::size_t>(chosen));
  }
  return frame;
}

bool LabLandscape::Request::same_as(const Request& other) const {
  return same_setting(setting, other.setting) && loss == other.loss && of_classes == other.of_classes &&
         plane == other.plane && theme == other.theme && frame->runner == other.frame->runner;
}

bool LabLandscape::Fits::same_as(const Fits& other) const {
  return same_setting(setting, other.setting) &&
         std::ranges::equal(all, other.all, [](const LandscapeFit& a, const LandscapeFit& b) {
           return a.key == b.key && a.loss == b.loss;
         });
}

LabLandscape::LabLandscape(std::function<void()> ready) : ready_(std::move(ready)) {}
LabLandscape::~LabLandscape() = default;

// The first one is always finished, or else nothing would be seen while requests come faster than it is made.
void LabLandscape::paint(const Request& request, const Pictures::Turn& turn) {
  try {
    int before = 0;
    for (const int side : sides(request)) {
      if (side == before) continue;
      const std::stop_token& stop = before == 0 ? turn.closing : turn.superseded;
      auto landscape = compute(request, side, stop);
      if (!landscape) return;
      turn.publish(draw_landscape(std::move(landscape), request.frame, *request.theme));
      before = side;
    }
  } catch (const std::exception&) {
    // There is nothing to show, and who asked is not on this thread.
  }
}

void LabLandscape::solve(const Fits& request, const Minima::Turn& turn) {
  auto found = std::make_shared<Fits>(request);
  for (LandscapeFit& fit : found->all) {
    if (!fit.theta.empty()) continue;
    if (turn.superseded.stop_requested()) return;
    try {
      fit.theta = lowest_minimum(request.setting, fit.loss);
      if (lies_at_infinity(request.setting, fit.theta)) fit.theta.clear();
    } catch (const std::exception&) {  // no minimum to be had: the landscape does without it
    }
  }
  found->complete = true;
  turn.publish(std::move(found));
}

// What is to be solved, with what is known of it; none where all is known.
std::optional<LabLandscape::Fits> LabLandscape::missing_fits(const Lab& lab) const {
  if (!lab.setting().model->linear_in_parameters()) return std::nullopt;
  Fits fits;
  fits.setting = lab.setting();
  fits.model = model_words(lab);
  for (const Competitor& one : lab.race().competitors()) fits.all.push_back({one.key, one.loss, {}});
  if (!fits_ || !same_setting(fits_->setting, fits.setting)) return fits;
  if (fits_->same_as(fits)) return std::nullopt;
  for (LandscapeFit& fit : fits.all) {
    const auto known = std::ranges::find(fits_->all, fit.loss, &LandscapeFit::loss);
    if (known != fits_->all.end()) fit.theta = known->theta;
  }
  return fits;
}

std::optional<LabLandscape::Request> LabLandscape::request_for(const Document& document, const View& view,
                                                               const Lab& lab, const Theme& theme, bool moving) {
  wanted_frame_ = choose_frame(view, lab, moving, wanted_frame_);
  if (!wanted_frame_) return std::nullopt;
  const auto chosen = static_cast<std::size_t>(lab.competitor(lab.page().chosen));
  const Competitor& who = lab.race().competitors()[chosen];
  return Request{lab.setting(), who.loss, who.of_classes, landscape_plane(document, view, lab, *wanted_frame_),
                 wanted_frame_, &theme};
}

void LabLandscape::want(const Document& document, const View& view, const Lab& lab, const Theme& theme, bool moving) {
  if (!lab.followed() || !shows_landscape(view, lab)) return;
  std::optional<Fits> missing = missing_fits(lab);
  if (missing && !(wanted_fits_ && wanted_fits_->same_as(*missing))) {
    if (!minima_) minima_ = std::make_unique<Minima>(solve, ready_);
    wanted_fits_ = *missing;
    minima_->request(std::move(*missing));
  }
  std::optional<Request> request = request_for(document, view, lab, theme, moving);
  if (!request || (wanted_ && wanted_->same_as(*request))) return;
  wanted_ = *request;
  if (!pictures_) pictures_ = std::make_unique<Pictures>(paint, ready_);
  pictures_->request(std::move(*request));
}

bool LabLandscape::take() {
  bool fresh = false;
  if (auto fits = minima_ ? minima_->take() : std::nullopt) {
    fits_ = std::move(*fits);
    fresh = true;
  }
  if (auto picture = pictures_ ? pictures_->take() : std::nullopt) {
    picture_ = std::move(*picture);
    fresh = true;
  }
  return fresh;
}

bool LabLandscape::pending() const { return (pictures_ && !pictures_->idle()) || (minima_ && !minima_->idle()); }

void LabLandscape::wait(const Document& document, const View& view, const Lab& lab, const Theme& theme) {
  if (!lab.followed() || !shows_landscape(view, lab)) return;
  take();
  if (const std::optional<Fits> missing = missing_fits(lab)) {
    solve(*missing, {{}, {}, [this](std::shared_ptr<const Fits> found) { fits_ = std::move(found); }});
    wanted_fits_ = *missing;
  }
  std::optional<Request> request = request_for(document, view, lab, theme, false);
  if (!request) return;
  const int side = lab.setting().model->linear_in_parameters() ? fine : network_middle;
  const bool there = wanted_ && wanted_->same_as(*request) && picture_ && picture_->of->plane == request->plane &&
                     picture_->of->columns == side && !pending();
  wanted_ = *request;
  if (there) return;
  if (pictures_) {
    pictures_->cancel();
    while (!pictures_->idle()) std::this_thread::yield();  // or else its first picture would come in place of this one
    pictures_->take();
  }
  picture_ = draw_landscape(compute(*request, side, {}), request->frame, theme);
}

std::shared_ptr<const LandscapeFrame> LabLandscape::frame(const View& view, const Lab& lab) const {
  if (lab.competitor(lab.page().chosen) < 0) return nullptr;
  if (picture_ && fits_model(*picture_->frame, lab)) return picture_->frame;
  if (wanted_frame_ && fits_model(*wanted_frame_, lab)) return wanted_frame_;
  return choose_frame(view, lab, false, nullptr);
}

std::vector<Point> LabLandscape::path(const Lab& lab, const Plane& plane, std::size_t competitor, long to) const {
  std::vector<Point> points;
  for (const Plane::Place place : paths_.path(lab, plane, competitor, to)) points.push_back({place.a, place.b});
  return points;
}

std::shared_ptr<const LandscapePicture> LabLandscape::picture(const Lab& lab, const Theme& theme) const {
  if (!picture_ || !fits_model(*picture_->frame, lab)) return nullptr;
  if (picture_->theme != &theme) picture_ = draw_landscape(picture_->of, picture_->frame, theme);
  return picture_;
}

std::vector<LandscapeFit> LabLandscape::fits(const Lab& lab) const {
  std::vector<LandscapeFit> known;
  if (!fits_ || fits_->model != model_words(lab)) return known;
  for (const LandscapeFit& fit : fits_->all) {
    const bool runs =
        std::ranges::find(lab.race().competitors(), fit.key, &Competitor::key) != lab.race().competitors().end();
    if (runs && fit.theta.size() == lab.setting().model->parameter_count()) known.push_back(fit);
  }
  return known;
}

}  // namespace losslab
